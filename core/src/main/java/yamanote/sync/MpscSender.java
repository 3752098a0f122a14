package yamanote.sync;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.sync.BoundedChannel.SlotWaiter;

/** A sender of a bounded channel. */
final class MpscSender<T> extends SenderEnd<BoundedChannel<T>> implements Mpsc.Sender<T> {
    MpscSender(BoundedChannel<T> channel) {
        super(channel);
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
        return new MpscSender<>(sharedChannel());
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
    public boolean sameChannel(Mpsc.Sender<?> other) {
        return sharesWith((MpscSender<?>) other);
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
}
