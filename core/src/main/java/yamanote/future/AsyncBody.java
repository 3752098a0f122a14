package yamanote.future;

import org.jspecify.annotations.Nullable;

/**
 * The body of an async block that gives a value. Every lambda with this target type is compiled to
 * a stackless state machine, whoever takes it; without the weaver it runs on a virtual thread with
 * the same observable order.
 *
 * <p>A body may be started many times. It is never run by calling {@link #run()}: {@code
 * async(body)}, {@code spawn(body)} or {@link #start()} do.
 */
@FunctionalInterface
public interface AsyncBody<T extends @Nullable Object> {
    /**
     * What the block does. Called directly on a woven body it throws {@link IllegalStateException}.
     */
    T run() throws Exception;

    /** A fresh future over this body; nothing runs until it is polled. */
    default Future<T> start() {
        return UnwovenBody.of(this);
    }
}
