package yamanote.future;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Ready-made leaf futures. Mirrors {@code std::future::{ready, pending, poll_fn}}. */
public final class Futures {
    private static final Future<@Nullable Object> PENDING = cx -> Poll.pending();

    private Futures() {}

    /** Ready with {@code value} at its first poll. Cancelled before, it drops the value. */
    public static <T extends @Nullable Object> Future<T> ready(T value) {
        return new ReadyFuture<>(value);
    }

    /** Throws {@code failure} itself at its first poll. */
    public static <T extends @Nullable Object> Future<T> failed(Throwable failure) {
        Objects.requireNonNull(failure, "failure");
        return pollFn(cx -> {
            throw Sneaky.<Exception>raise(failure);
        });
    }

    /** Never ready and never wakes: for a branch of select that must not win. */
    @SuppressWarnings("unchecked")
    public static <T extends @Nullable Object> Future<T> pending() {
        return (Future<T>) PENDING;
    }

    /**
     * A future that calls {@code poll} for each of its polls until that is ready or throws; a
     * further poll throws {@link IllegalStateException}. Cancelling it does nothing but end it.
     */
    public static <T extends @Nullable Object> Future<T> pollFn(Future<T> poll) {
        return new PollFn<>(Objects.requireNonNull(poll, "poll"));
    }

    /**
     * The result of {@code stage}, which is already running; its exception comes unwrapped from
     * {@link java.util.concurrent.CompletionException}. Cancelling the future cancels the stage; a
     * result that nobody receives is dropped. One future a stage, if its value is {@link Owned}.
     */
    public static <T extends @Nullable Object> Future<T> fromCompletionStage(
            CompletionStage<? extends T> stage) {
        return new StageFuture<>(Objects.requireNonNull(stage, "stage"));
    }

    private static final class ReadyFuture<T extends @Nullable Object> implements Future<T> {
        private @Nullable Poll<T> result;

        ReadyFuture(T value) {
            result = Poll.ready(value);
        }

        @Override
        public Poll<T> poll(Context cx) {
            Poll<T> ready = result;
            if (ready == null) {
                throw ended();
            }
            result = null;
            return ready;
        }

        @Override
        public boolean cancel(Context cx) {
            if (result instanceof Poll.Ready<T>(var value)) {
                result = null;
                CleanUp.drop(this, value, cx);
            }
            return true;
        }
    }

    private static final class PollFn<T extends @Nullable Object> implements Future<T> {
        private @Nullable Future<T> poll;

        PollFn(Future<T> poll) {
            this.poll = poll;
        }

        @Override
        public Poll<T> poll(Context cx) throws Exception {
            Future<T> now = poll;
            if (now == null) {
                throw ended();
            }
            poll = null;
            Poll<T> found = now.poll(cx);
            if (found == (Object) Poll.Pending.INSTANCE) {
                poll = now;
            }
            return found;
        }

        @Override
        public boolean cancel(Context cx) {
            poll = null;
            return true;
        }
    }

    static IllegalStateException ended() {
        return new IllegalStateException("a future is polled after it has ended: make a new one");
    }
}
