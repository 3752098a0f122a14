package yamanote.task;

import org.jspecify.annotations.Nullable;
import yamanote.internal.util.Carrier;

/** How a task ended. Mirrors {@code Result<T, tokio::task::JoinError>}. */
public sealed interface Outcome<T extends @Nullable Object> {
    /** With this value. */
    @SuppressWarnings("exports") // an Owned value goes with an outcome that is dropped
    record Ok<T extends @Nullable Object>(T value) implements Outcome<T>, Carrier {}

    /** With this exception or error, the very instance. */
    record Failed<T extends @Nullable Object>(Throwable failure) implements Outcome<T> {}

    /** It was aborted, its runtime was closed, or a {@code CancelledError} left its body. */
    record Cancelled<T extends @Nullable Object>() implements Outcome<T> {}
}
