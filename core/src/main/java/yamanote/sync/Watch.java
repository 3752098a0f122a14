package yamanote.sync;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Future;
import yamanote.future.Owned;

/**
 * A value that receivers see change. Only the last one is kept: a receiver that is slow skips what
 * was between. For configuration, state, progress. Mirrors {@code tokio::sync::watch}.
 *
 * <pre>{@code
 * Watch.Channel<Config> config = Watch.channel(Config.load());
 * spawn(() -> {
 *     try (var rx = config.receiver()) {
 *         while (true) {
 *             apply(rx.borrowAndUpdate());
 *             rx.changed().await();
 *         }
 *     }
 * });
 * config.sender().send(Config.load());
 * }</pre>
 *
 * <p>Each value has a version, and each receiver knows the last version it has seen. The values are
 * shared by all who borrow them: let them be immutable. The channel closes none of them, not even
 * an {@link Owned} one.
 */
public final class Watch {
    private Watch() {}

    /** A channel with a first value, which its receiver counts as seen. */
    public static <T> Channel<T> channel(T initial) {
        var channel = new WatchChannel<T>(initial);
        return new Channel<>(new WatchSender<>(channel), channel.subscribe());
    }

    /**
     * Like {@link #channel}, without a receiver: send fails until there is one, sendReplace does
     * not.
     */
    public static <T> Sender<T> sender(T initial) {
        return new WatchSender<>(new WatchChannel<T>(initial));
    }

    /** Both ends of a new channel. */
    public record Channel<T>(Sender<T> sender, Receiver<T> receiver) {}

    /**
     * An end that sends. Any thread may use it; each {@link #share} is closed by its own owner. The
     * channel ends when all senders are closed.
     */
    public sealed interface Sender<T> extends Owned permits WatchSender {
        /**
         * Replaces the value and wakes the receivers. Never waits.
         *
         * @throws ClosedException which carries the value, if there is no receiver; then the old
         *     value stays
         */
        void send(T value) throws ClosedException;

        /** Replaces the value, even if there is no receiver; the value it had. */
        T sendReplace(T value);

        /**
         * Replaces the value by what {@code next} makes of it, even if there is no receiver. Where
         * {@code next} throws, nothing has happened. It may be applied more than once, if another
         * sender was faster, so it must not have side effects nor change the value in place.
         */
        void sendModify(UnaryOperator<T> next);

        /** Like {@link #sendModify}, but a null leaves the value and wakes nobody: then false. */
        boolean sendIfModified(Function<? super T, ? extends @Nullable T> next);

        /** The value. */
        T borrow();

        /** A new receiver, which counts the value there is now as seen. */
        Receiver<T> subscribe();

        /** Another sender of this channel, to be closed by its own owner. */
        Sender<T> share();

        /**
         * Waits until there is no receiver; {@link #subscribe} may end that state. Any number may
         * wait. If cancelled, nothing is lost.
         */
        @CancelSafety(NOTHING_LOST)
        Future<@Nullable Void> closed();

        /** Whether there is no receiver. */
        boolean isClosed();

        /** How many receivers are not closed. */
        int receiverCount();

        /** How many senders are not closed. */
        int senderCount();

        /** Whether {@code other} sends to the same receivers. */
        boolean sameChannel(Sender<?> other);

        /** Ends this sender; the last one ends the channel. */
        @Override
        void close();
    }

    /** An end that receives. Owner-only: one task at a time, one wait after another. */
    public sealed interface Receiver<T> extends Owned permits WatchReceiver {
        /** The value; does not count as seen by that. */
        T borrow();

        /** The value, which counts as seen. */
        T borrowAndUpdate();

        /**
         * Waits for a value that was not seen, and counts it as seen; borrow it then. Fails with
         * {@link ClosedException} when no sender is left and the last value was seen. If cancelled,
         * nothing is lost.
         */
        @CancelSafety(NOTHING_LOST)
        Future<@Nullable Void> changed();

        /**
         * Waits for a value that meets {@code condition}, beginning with the present one, seen or
         * not; the values looked at count as seen. Values in between may be skipped. Fails with
         * {@link ClosedException} when no sender is left and the last value does not meet it, and
         * with what the condition throws. If cancelled, nothing is lost.
         */
        @CancelSafety(NOTHING_LOST)
        Future<T> waitFor(Predicate<? super T> condition);

        /**
         * Whether there is a value that was not seen.
         *
         * @throws ClosedException if no sender is left, even if there is one
         */
        boolean hasChanged() throws ClosedException;

        /** Counts the value as not seen. */
        void markChanged();

        /** Counts the value as seen. */
        void markUnchanged();

        /** Another receiver, which has seen what this one has. */
        Receiver<T> share();

        /** Whether {@code other} receives from the same senders. */
        boolean sameChannel(Receiver<?> other);

        /** Ends this receiver. A wait of it fails with {@link ClosedException}. */
        @Override
        void close();
    }
}
