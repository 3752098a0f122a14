package yamanote.future;

import org.jspecify.annotations.Nullable;

/**
 * An async block with an argument: {@code item -> { … }}. Woven like {@link AsyncBody}; {@link
 * #start} makes the future.
 */
@FunctionalInterface
public interface AsyncFunction<A extends @Nullable Object, R extends @Nullable Object> {
    /**
     * What the block does. Called directly on a woven function it throws {@link
     * IllegalStateException}.
     */
    R apply(A argument) throws Exception;

    /** A fresh future over this function and {@code argument}; nothing runs until it is polled. */
    default Future<R> start(A argument) {
        return UnwovenBody.of(this, argument);
    }
}
