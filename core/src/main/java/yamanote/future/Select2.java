package yamanote.future;

import org.jspecify.annotations.Nullable;

/** What {@code select} of 2 futures gives: the case of the branch that won. */
public sealed interface Select2<A extends @Nullable Object, B extends @Nullable Object>
        extends SelectResult {
    /** The first branch won. */
    record First<A extends @Nullable Object, B extends @Nullable Object>(A value)
            implements Select2<A, B> {}

    /** The second branch won. */
    record Second<A extends @Nullable Object, B extends @Nullable Object>(B value)
            implements Select2<A, B> {}
}
