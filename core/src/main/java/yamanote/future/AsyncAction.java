package yamanote.future;

import org.jspecify.annotations.Nullable;

/** The body of an async block without a value; see {@link AsyncBody}. */
@FunctionalInterface
public interface AsyncAction {
    /**
     * What the block does. Called directly on a woven action it throws {@link
     * IllegalStateException}.
     */
    void run() throws Exception;

    /** A fresh future over this action; nothing runs until it is polled. */
    default Future<@Nullable Void> start() {
        return UnwovenBody.of(this);
    }
}
