package yamanote.future;

import org.jspecify.annotations.Nullable;

/**
 * Makes the result of a select out of the winner's position and value; casts as in {@link Joins}.
 */
@SuppressWarnings({"unchecked", "NullAway"})
final class Selects {
    private Selects() {}

    static <T extends @Nullable Object> Selected<T> any(int branch, @Nullable Object value) {
        return new Selected<>(branch, (T) value);
    }

    static <A extends @Nullable Object, B extends @Nullable Object> Select2<A, B> of2(
            int branch, @Nullable Object value) {
        return switch (branch) {
            case 0 -> new Select2.First<>((A) value);
            default -> new Select2.Second<>((B) value);
        };
    }

    static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
            Select3<A, B, C> of3(int branch, @Nullable Object value) {
        return switch (branch) {
            case 0 -> new Select3.First<>((A) value);
            case 1 -> new Select3.Second<>((B) value);
            default -> new Select3.Third<>((C) value);
        };
    }

    static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object>
            Select4<A, B, C, D> of4(int branch, @Nullable Object value) {
        return switch (branch) {
            case 0 -> new Select4.First<>((A) value);
            case 1 -> new Select4.Second<>((B) value);
            case 2 -> new Select4.Third<>((C) value);
            default -> new Select4.Fourth<>((D) value);
        };
    }

    static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object>
            Select5<A, B, C, D, E> of5(int branch, @Nullable Object value) {
        return switch (branch) {
            case 0 -> new Select5.First<>((A) value);
            case 1 -> new Select5.Second<>((B) value);
            case 2 -> new Select5.Third<>((C) value);
            case 3 -> new Select5.Fourth<>((D) value);
            default -> new Select5.Fifth<>((E) value);
        };
    }

    static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object>
            Select6<A, B, C, D, E, F> of6(int branch, @Nullable Object value) {
        return switch (branch) {
            case 0 -> new Select6.First<>((A) value);
            case 1 -> new Select6.Second<>((B) value);
            case 2 -> new Select6.Third<>((C) value);
            case 3 -> new Select6.Fourth<>((D) value);
            case 4 -> new Select6.Fifth<>((E) value);
            default -> new Select6.Sixth<>((F) value);
        };
    }

    static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    G extends @Nullable Object>
            Select7<A, B, C, D, E, F, G> of7(int branch, @Nullable Object value) {
        return switch (branch) {
            case 0 -> new Select7.First<>((A) value);
            case 1 -> new Select7.Second<>((B) value);
            case 2 -> new Select7.Third<>((C) value);
            case 3 -> new Select7.Fourth<>((D) value);
            case 4 -> new Select7.Fifth<>((E) value);
            case 5 -> new Select7.Sixth<>((F) value);
            default -> new Select7.Seventh<>((G) value);
        };
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
            Select8<A, B, C, D, E, F, G, H> of8(int branch, @Nullable Object value) {
        return switch (branch) {
            case 0 -> new Select8.First<>((A) value);
            case 1 -> new Select8.Second<>((B) value);
            case 2 -> new Select8.Third<>((C) value);
            case 3 -> new Select8.Fourth<>((D) value);
            case 4 -> new Select8.Fifth<>((E) value);
            case 5 -> new Select8.Sixth<>((F) value);
            case 6 -> new Select8.Seventh<>((G) value);
            default -> new Select8.Eighth<>((H) value);
        };
    }
}
