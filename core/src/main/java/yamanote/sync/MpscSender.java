package yamanote.sync;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.sync.BoundedChannel.SlotWaiter;

/** A sender of a bounded channel; it lets go of the channel when it is closed. */
final class MpscSender<T> implements Mpsc.Sender<T> {
    private static final VarHandle CHANNEL =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "channel",
                    VarHandle.class,
                    MpscSender.class,
                    BoundedChannel.class);

    /** By exchange, because any thread may close a sender, and only the first one counts. */
    private @Nullable BoundedChannel<T> channel;

    MpscSender(BoundedChannel<T> channel) {
        this.channel = channel;
    }

    private BoundedChannel<T> channel() {
        BoundedChannel<T> open = channel;
        if (open == null) {
            throw new IllegalStateException(
                    "this sender is closed; share() gives each owner one of its own");
        }
        return open;
    }

    @Override
    public Future<@Nullable Void> send(T message) {
        return new Send<>(channel(), Objects.requireNonNull(message, "message"));
    }

    @Override
    public TrySend trySend(T message) {
        Objects.requireNonNull(message, "message");
        BoundedChannel<T> open = channel();
        if (open.tryTake(1)) {
            open.push(message);
            return TrySend.SENT;
        }
        return open.closed() ? TrySend.CLOSED : TrySend.FULL;
    }

    @Override
    public Future<Mpsc.Permit<T>> reserve() {
        return new Reserve<>(channel());
    }

    @Override
    public Mpsc.@Nullable Permit<T> tryReserve() {
        BoundedChannel<T> open = channel();
        return open.tryTake(1) ? new MpscPermit<>(open) : null;
    }

    @Override
    public Mpsc.Sender<T> share() {
        BoundedChannel<T> open = channel();
        open.addSender();
        return new MpscSender<>(open);
    }

    @Override
    public Future<@Nullable Void> closed() {
        return new Closed(channel());
    }

    @Override
    public boolean isClosed() {
        return channel().closed();
    }

    @Override
    public int capacity() {
        return channel().available();
    }

    @Override
    public int maxCapacity() {
        return channel().capacity();
    }

    @Override
    public int senderCount() {
        return channel().senderCount();
    }

    @Override
    public boolean sameChannel(Mpsc.Sender<?> other) {
        return ((MpscSender<?>) other).channel() == channel();
    }

    @Override
    @SuppressWarnings("unchecked")
    public void close() {
        var open = (@Nullable BoundedChannel<T>) CHANNEL.getAndSet(this, null);
        if (open != null) {
            open.removeSender();
        }
    }

    /** The wait for a slot that sends. */
    private static final class Send<T> extends SlotWaiter<T, @Nullable Void> {
        private final T message;

        Send(BoundedChannel<T> channel, T message) {
            super(channel);
            this.message = message;
        }

        @Override
        public Poll<@Nullable Void> poll(Context cx) throws ClosedException {
            switch (channel.advance(this, cx)) {
                case GRANTED -> channel.push(message);
                case REFUSED ->
                        throw new ClosedException("the receiver of the channel is closed", message);
                default -> {
                    return Poll.pending();
                }
            }
            return Poll.ready(null);
        }

        @Override
        public boolean cancel(Context cx) {
            boolean mine = state() != ENDED;
            super.cancel(cx);
            if (mine) {
                Owned.drop(message);
            }
            return true;
        }
    }

    /** The wait for a slot that gives a permit. */
    private static final class Reserve<T> extends SlotWaiter<T, Mpsc.Permit<T>> {
        Reserve(BoundedChannel<T> channel) {
            super(channel);
        }

        @Override
        public Poll<Mpsc.Permit<T>> poll(Context cx) throws ClosedException {
            return switch (channel.advance(this, cx)) {
                case GRANTED -> Poll.ready(new MpscPermit<>(channel));
                case REFUSED -> throw new ClosedException("the receiver of the channel is closed");
                default -> Poll.pending();
            };
        }
    }

    /** The wait for the receiver's shut-down. */
    private static final class Closed implements Future<@Nullable Void> {
        private final BoundedChannel<?> channel;
        private @Nullable NotifyWaiter closing;
        private boolean ended;

        Closed(BoundedChannel<?> channel) {
            this.channel = channel;
        }

        @Override
        public Poll<@Nullable Void> poll(Context cx) {
            if (ended) {
                throw Misuse.ended("closed()");
            }
            if (cx.exhausted()) {
                return Poll.pending();
            }
            NotifyWaiter wait = closing;
            if (wait == null) {
                wait = channel.closing();
                closing = wait;
            }
            // Made before looking, so a shut-down after the look completes it.
            if (channel.closed()) {
                cancel(cx);
                cx.spend();
                return Poll.ready(null);
            }
            Poll<@Nullable Void> polled = wait.poll(cx);
            ended = polled.isReady();
            return polled;
        }

        @Override
        public boolean cancel(Context cx) {
            ended = true;
            if (closing != null) {
                closing.cancel(cx);
            }
            return true;
        }
    }
}
