package yamanote.future;

import org.jspecify.annotations.Nullable;

/**
 * Makes the result of a join out of the values. The casts are safe because {@link Joining} takes
 * the type of each value from that of its future.
 */
@SuppressWarnings({"unchecked", "NullAway"})
final class Joins {
    private Joins() {}

    static <A extends @Nullable Object, B extends @Nullable Object> Joined2<A, B> of2(
            @Nullable Object[] v) {
        return new Joined2<>((A) v[0], (B) v[1]);
    }

    static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
            Joined3<A, B, C> of3(@Nullable Object[] v) {
        return new Joined3<>((A) v[0], (B) v[1], (C) v[2]);
    }

    static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object>
            Joined4<A, B, C, D> of4(@Nullable Object[] v) {
        return new Joined4<>((A) v[0], (B) v[1], (C) v[2], (D) v[3]);
    }

    static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object>
            Joined5<A, B, C, D, E> of5(@Nullable Object[] v) {
        return new Joined5<>((A) v[0], (B) v[1], (C) v[2], (D) v[3], (E) v[4]);
    }

    static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object>
            Joined6<A, B, C, D, E, F> of6(@Nullable Object[] v) {
        return new Joined6<>((A) v[0], (B) v[1], (C) v[2], (D) v[3], (E) v[4], (F) v[5]);
    }

    static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    G extends @Nullable Object>
            Joined7<A, B, C, D, E, F, G> of7(@Nullable Object[] v) {
        return new Joined7<>((A) v[0], (B) v[1], (C) v[2], (D) v[3], (E) v[4], (F) v[5], (G) v[6]);
    }

    static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    G extends @Nullable Object,
                    H extends @Nullable Object>
            Joined8<A, B, C, D, E, F, G, H> of8(@Nullable Object[] v) {
        return new Joined8<>(
                (A) v[0], (B) v[1], (C) v[2], (D) v[3], (E) v[4], (F) v[5], (G) v[6], (H) v[7]);
    }
}
