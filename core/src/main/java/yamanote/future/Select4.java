package yamanote.future;

import org.jspecify.annotations.Nullable;

/** What {@code select} of 4 futures gives: the case of the branch that won. */
public sealed interface Select4<
                A extends @Nullable Object,
                B extends @Nullable Object,
                C extends @Nullable Object,
                D extends @Nullable Object>
        extends SelectResult {
    /** The first branch won. */
    record First<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object>(
            A value) implements Select4<A, B, C, D> {}

    /** The second branch won. */
    record Second<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object>(
            B value) implements Select4<A, B, C, D> {}

    /** The third branch won. */
    record Third<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object>(
            C value) implements Select4<A, B, C, D> {}

    /** The fourth branch won. */
    record Fourth<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object>(
            D value) implements Select4<A, B, C, D> {}
}
