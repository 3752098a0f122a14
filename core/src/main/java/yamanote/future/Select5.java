package yamanote.future;

import org.jspecify.annotations.Nullable;

/** What {@code select} of 5 futures gives: the case of the branch that won. */
public sealed interface Select5<
                A extends @Nullable Object,
                B extends @Nullable Object,
                C extends @Nullable Object,
                D extends @Nullable Object,
                E extends @Nullable Object>
        extends SelectResult {
    /** The first branch won. */
    record First<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object>(
            A value) implements Select5<A, B, C, D, E> {}

    /** The second branch won. */
    record Second<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object>(
            B value) implements Select5<A, B, C, D, E> {}

    /** The third branch won. */
    record Third<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object>(
            C value) implements Select5<A, B, C, D, E> {}

    /** The fourth branch won. */
    record Fourth<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object>(
            D value) implements Select5<A, B, C, D, E> {}

    /** The fifth branch won. */
    record Fifth<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object>(
            E value) implements Select5<A, B, C, D, E> {}
}
