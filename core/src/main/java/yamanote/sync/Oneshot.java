package yamanote.sync;

import static yamanote.future.CancelSafety.Loss.LOSES_DATA;
import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;

/**
 * A channel for a single value: the answer to a request, the result of a job. Mirrors {@code
 * tokio::sync::oneshot}.
 *
 * <pre>{@code
 * Oneshot.Channel<Reply> answer = Oneshot.channel();
 * requests.send(new Request(key, answer.sender())).await();
 * Reply reply = answer.receiver().await();
 * }</pre>
 */
public final class Oneshot {
    private Oneshot() {}

    /** A new channel. */
    public static <T extends @Nullable Object> Channel<T> channel() {
        var receiver = new OneshotReceiver<T>();
        return new Channel<>(new OneshotSender<>(receiver), receiver);
    }

    /** Both ends of a new channel. */
    public record Channel<T extends @Nullable Object>(Sender<T> sender, Receiver<T> receiver) {}

    /** The end that sends. Owner-only. */
    public sealed interface Sender<T extends @Nullable Object> extends Owned permits OneshotSender {
        /**
         * Sends the value (null is one, too) without ever waiting, and uses this sender up. True:
         * the value is received, or dropped with the receiver ({@link Owned} ones are closed).
         * False: the receiver is gone, and the value is still the caller's.
         *
         * @throws IllegalStateException if this sender has sent or is closed
         */
        boolean send(T value);

        /**
         * Waits until the receiver is closed or shut down: nobody wants the value any more. If
         * cancelled, nothing is lost. One wait at a time.
         */
        @CancelSafety(NOTHING_LOST)
        Future<@Nullable Void> closed();

        /** Whether a send now would return false. */
        boolean isClosed();

        /** Gives up without a value: the receiver fails with {@link ClosedException}. */
        @Override
        void close();
    }

    /**
     * The end that receives: a future of the value. Fails with {@link ClosedException} when the
     * sender was closed without one. Owner-only. If cancelled, it is closed; await {@link #byRef()}
     * where it shall live on, then nothing is lost.
     */
    @CancelSafety(value = LOSES_DATA, instead = "keep it and await its byRef()")
    public sealed interface Receiver<T extends @Nullable Object> extends Future<T>, Owned
            permits OneshotReceiver {
        /** The value if it has been sent, without waiting; it is then taken. */
        TryReceive<T> tryReceive();

        /**
         * The value, waited for by this thread.
         *
         * @throws ClosedException if the sender was closed without one
         * @throws InterruptedException if this thread was interrupted; nothing is lost
         * @throws IllegalStateException on a thread that polls tasks
         */
        T blockingReceive() throws InterruptedException, ClosedException;

        /** Whether there is no value to be received now; there may still come one. */
        boolean isEmpty();

        /**
         * Prevents a send from now on; a value that was sent before can still be received. Tokio's
         * {@code close}.
         */
        void shutdown();

        /** Whether the outcome has been taken, by await or tryReceive: another poll would throw. */
        boolean isTerminated();

        /** {@link #close()}. */
        @Override
        boolean cancel(Context cx);

        /** Gives up; a value that was sent and not received is dropped. */
        @Override
        void close();
    }
}
