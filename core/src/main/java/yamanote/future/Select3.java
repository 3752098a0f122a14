package yamanote.future;

import org.jspecify.annotations.Nullable;

/** What {@code select} of 3 futures gives: the case of the branch that won. */
public sealed interface Select3<
                A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
        extends SelectResult {
    /** The first branch won. */
    record First<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object>(
            A value) implements Select3<A, B, C> {}

    /** The second branch won. */
    record Second<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object>(
            B value) implements Select3<A, B, C> {}

    /** The third branch won. */
    record Third<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object>(
            C value) implements Select3<A, B, C> {}
}
