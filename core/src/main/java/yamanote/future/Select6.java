package yamanote.future;

import org.jspecify.annotations.Nullable;

/** What {@code select} of 6 futures gives: the case of the branch that won. */
public sealed interface Select6<
                A extends @Nullable Object,
                B extends @Nullable Object,
                C extends @Nullable Object,
                D extends @Nullable Object,
                E extends @Nullable Object,
                F extends @Nullable Object>
        extends SelectResult {
    /** The first branch won. */
    record First<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object>(
            A value) implements Select6<A, B, C, D, E, F> {}

    /** The second branch won. */
    record Second<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object>(
            B value) implements Select6<A, B, C, D, E, F> {}

    /** The third branch won. */
    record Third<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object>(
            C value) implements Select6<A, B, C, D, E, F> {}

    /** The fourth branch won. */
    record Fourth<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object>(
            D value) implements Select6<A, B, C, D, E, F> {}

    /** The fifth branch won. */
    record Fifth<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object>(
            E value) implements Select6<A, B, C, D, E, F> {}

    /** The sixth branch won. */
    record Sixth<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object>(
            F value) implements Select6<A, B, C, D, E, F> {}
}
