package yamanote.sync;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** The receiver of a channel. */
final class MpscReceiver<T> implements Mpsc.Receiver<T> {
    private final MpscChannel<T> channel;

    MpscReceiver(MpscChannel<T> channel) {
        this.channel = channel;
    }

    @Override
    public Future<@Nullable T> receive() {
        return new Receive<>(channel);
    }

    @Override
    public Poll<@Nullable T> pollReceive(Context cx) {
        if (cx.exhausted()) {
            return Poll.pending();
        }
        Poll<@Nullable T> polled = channel.pollReceive(cx);
        if (polled.isReady()) {
            cx.spend();
        }
        return polled;
    }

    @Override
    public Future<Integer> receiveMany(List<? super T> into, int limit) {
        Objects.requireNonNull(into, "into");
        if (limit < 0) {
            throw new IllegalArgumentException("limit must be >= 0, was " + limit);
        }
        return new ReceiveMany<>(channel, into, limit);
    }

    @Override
    public TryReceive<T> tryReceive() {
        return channel.tryReceive();
    }

    @Override
    public void shutdown() {
        channel.shutDown();
    }

    @Override
    public boolean isClosed() {
        return channel.isClosed();
    }

    @Override
    public int size() {
        return channel.queue().size();
    }

    @Override
    public boolean isEmpty() {
        return channel.queue().size() == 0;
    }

    @Override
    public int capacity() {
        return channel.freeSlots();
    }

    @Override
    public void close() {
        channel.closeReceiver();
    }

    /** The wait for messages; it lets go of the channel when it has ended. */
    private abstract static class Receiving<T, R extends @Nullable Object> implements Future<R> {
        private @Nullable MpscChannel<T> channel;

        Receiving(MpscChannel<T> channel) {
            this.channel = channel;
        }

        abstract Poll<R> pollOpen(MpscChannel<T> channel, Context cx);

        @Override
        public final Poll<R> poll(Context cx) {
            MpscChannel<T> from = channel;
            if (from == null) {
                throw Misuse.ended("a receive");
            }
            if (cx.exhausted()) {
                return Poll.pending();
            }
            Poll<R> polled = pollOpen(from, cx);
            if (polled.isReady()) {
                channel = null;
                cx.spend();
            }
            return polled;
        }

        @Override
        public final boolean cancel(Context cx) {
            MpscChannel<T> from = channel;
            channel = null;
            if (from != null) {
                from.queue().unpark();
            }
            return true;
        }
    }

    private static final class Receive<T> extends Receiving<T, @Nullable T> {
        Receive(MpscChannel<T> channel) {
            super(channel);
        }

        @Override
        Poll<@Nullable T> pollOpen(MpscChannel<T> channel, Context cx) {
            return channel.pollReceive(cx);
        }
    }

    private static final class ReceiveMany<T> extends Receiving<T, Integer> {
        private final List<? super T> into;
        private final int limit;

        ReceiveMany(MpscChannel<T> channel, List<? super T> into, int limit) {
            super(channel);
            this.into = into;
            this.limit = limit;
        }

        @Override
        Poll<Integer> pollOpen(MpscChannel<T> channel, Context cx) {
            return limit == 0 ? Poll.ready(0) : channel.pollReceiveMany(into, limit, cx);
        }
    }
}
