package yamanote.future;

import org.jspecify.annotations.Nullable;

/** An async block with an argument and without a value; see {@link AsyncFunction}. */
@FunctionalInterface
public interface AsyncConsumer<A extends @Nullable Object> {
    /**
     * What the block does. Called directly on a woven consumer it throws {@link
     * IllegalStateException}.
     */
    void accept(A argument) throws Exception;

    /** A fresh future over this consumer and {@code argument}; nothing runs until it is polled. */
    default Future<@Nullable Void> start(A argument) {
        return UnwovenBody.of(this, argument);
    }
}
