package yamanote.sync;

import org.jspecify.annotations.Nullable;

/** What a receiver found that may not wait. Mirrors Tokio's {@code TryRecvError}. */
public sealed interface TryReceive<T extends @Nullable Object> {

    /** A message; the caller owns it. */
    record Received<T extends @Nullable Object>(T value) implements TryReceive<T> {}

    /** Nothing now, but something may still come. */
    record Empty<T extends @Nullable Object>() implements TryReceive<T> {
        private static final Empty<?> INSTANCE = new Empty<>();
    }

    /** Nothing now and never again. */
    record Closed<T extends @Nullable Object>() implements TryReceive<T> {
        private static final Closed<?> INSTANCE = new Closed<>();
    }

    /** The empty result; allocates nothing. */
    @SuppressWarnings("unchecked")
    static <T extends @Nullable Object> TryReceive<T> empty() {
        return (TryReceive<T>) Empty.INSTANCE;
    }

    /** The closed result; allocates nothing. */
    @SuppressWarnings("unchecked")
    static <T extends @Nullable Object> TryReceive<T> closed() {
        return (TryReceive<T>) Closed.INSTANCE;
    }
}
