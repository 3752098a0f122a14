package yamanote.sync;

import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.future.Poll;

/** A receiver of a watch channel. */
final class WatchReceiver<T> implements Watch.Receiver<T> {
    final WatchChannel<T> channel;

    /** The version seen last. Owner-only. */
    int seen;

    /** Set under the channel's lock. */
    boolean closed;

    /** The wait that joined the queue last. Under the channel's lock. */
    WatchChannel.@Nullable Wait<T, ?> waiting;

    WatchReceiver(WatchChannel<T> channel, int seen) {
        this.channel = channel;
        this.seen = seen;
    }

    @Override
    public T borrow() {
        return channel.value();
    }

    @Override
    public T borrowAndUpdate() {
        for (; ; ) {
            int word = channel.stableWord();
            T value = channel.value();
            if (channel.isStill(word)) {
                seen = WatchChannel.version(word);
                return value;
            }
        }
    }

    @Override
    public Future<@Nullable Void> changed() {
        return new Changed<>(this);
    }

    @Override
    public Future<T> waitFor(Predicate<? super T> condition) {
        return new WaitFor<>(this, Objects.requireNonNull(condition, "condition"));
    }

    @Override
    public boolean hasChanged() throws ClosedException {
        int word = channel.word();
        checkOpen(word);
        return isNew(word);
    }

    private boolean isNew(int word) {
        return WatchChannel.version(word) != seen;
    }

    private void checkOpen(int word) throws ClosedException {
        if (closed) {
            throw new ClosedException("this receiver of the watch channel is closed");
        }
        if ((word & WatchChannel.ENDED) != 0) {
            throw new ClosedException("all senders of the watch channel are closed");
        }
    }

    @Override
    public void markChanged() {
        seen = WatchChannel.otherVersion(channel.word());
    }

    @Override
    public void markUnchanged() {
        seen = WatchChannel.version(channel.word());
    }

    @Override
    public Watch.Receiver<T> share() {
        return channel.subscribe(seen);
    }

    @Override
    public boolean sameChannel(Watch.Receiver<?> other) {
        return ((WatchReceiver<?>) other).channel == channel;
    }

    @Override
    public void close() {
        channel.unsubscribe(this);
    }

    /** The wait for a value that was not seen. */
    private static final class Changed<T> extends WatchChannel.Wait<T, @Nullable Void> {
        Changed(WatchReceiver<T> receiver) {
            super(receiver);
        }

        @Override
        String name() {
            return "changed()";
        }

        @Override
        Poll<@Nullable Void> look(WatchReceiver<T> receiver) throws ClosedException {
            int word = receiver.channel.word();
            if (receiver.isNew(word) && !receiver.closed) {
                receiver.seen = WatchChannel.version(word);
                return Poll.ready(null);
            }
            receiver.checkOpen(word);
            return Poll.pending();
        }
    }

    /** The wait for a value that meets a condition. */
    private static final class WaitFor<T> extends WatchChannel.Wait<T, T> {
        private final Predicate<? super T> condition;
        private boolean started;

        WaitFor(WatchReceiver<T> receiver, Predicate<? super T> condition) {
            super(receiver);
            this.condition = condition;
        }

        @Override
        String name() {
            return "waitFor(condition)";
        }

        @Override
        Poll<T> look(WatchReceiver<T> receiver) throws ClosedException {
            for (; ; ) {
                int word = receiver.channel.stableWord();
                T value = receiver.channel.value();
                if (receiver.channel.isStill(word)) {
                    return look(receiver, word, value);
                }
            }
        }

        private Poll<T> look(WatchReceiver<T> receiver, int word, T value) throws ClosedException {
            boolean wanted = !started || receiver.isNew(word);
            started = true;
            receiver.seen = WatchChannel.version(word);
            if (wanted && !receiver.closed && condition.test(value)) {
                return Poll.ready(value);
            }
            receiver.checkOpen(word);
            return Poll.pending();
        }
    }
}
