package yamanote.sync;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.internal.waiter.BlockingWait;

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
        if (open.trySend(message)) {
            return TrySend.SENT;
        }
        return open.isClosed() ? TrySend.CLOSED : TrySend.FULL;
    }

    @Override
    public Future<@Nullable Void> sendTimeout(T message, Duration duration) {
        Objects.requireNonNull(message, "message");
        return new MpscSendTimeout<>(reserve(), message, duration);
    }

    @Override
    public void blockingSend(T message) throws InterruptedException, ClosedException {
        BlockingWait.<@Nullable Void, ClosedException>on(
                send(message), "blockingSend(message)", "send(message).await()");
    }

    @Override
    public Reserve<T> reserve() {
        return new Reserve<>(channel());
    }

    @Override
    public Mpsc.@Nullable Permit<T> tryReserve() {
        BoundedChannel<T> open = channel();
        return open.tryTake(1) ? new MpscPermit<>(open) : null;
    }

    @Override
    public Future<Mpsc.Permits<T>> reserveMany(int slots) {
        BoundedChannel<T> open = channel();
        open.checkSlots(slots);
        return new ReserveMany<>(open, slots);
    }

    @Override
    public Mpsc.@Nullable Permits<T> tryReserveMany(int slots) {
        BoundedChannel<T> open = channel();
        open.checkSlots(slots);
        return open.tryTake(slots) ? new MpscPermits<>(open, slots) : null;
    }

    @Override
    public Future<Mpsc.OwnedPermit<T>> reserveOwned() {
        return new ReserveOwned<>(moved());
    }

    @Override
    public Mpsc.@Nullable OwnedPermit<T> tryReserveOwned() {
        return channel().tryTake(1) ? new MpscOwnedPermit<>(moved()) : null;
    }

    /** This sender in a new object, which this one is no more. */
    MpscSender<T> moved() {
        return new MpscSender<>(takeChannel());
    }

    @Override
    public Mpsc.Sender<T> share() {
        return new MpscSender<>(sharedChannel());
    }

    @Override
    public Mpsc.WeakSender<T> downgrade() {
        return new MpscWeakSender<>(channel());
    }

    @Override
    public int capacity() {
        return channel().freeSlots();
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
            super(channel, 1);
            this.message = message;
        }

        @Override
        public Poll<@Nullable Void> poll(Context cx) throws ClosedException {
            if (state() == NEW) {
                if (cx.exhausted()) {
                    return Poll.pending();
                }
                if (channel.trySend(message)) {
                    end();
                    cx.spend();
                    return Poll.ready(null);
                }
            }
            return super.poll(cx);
        }

        @Override
        @Nullable Void granted() {
            channel.push(message);
            return null;
        }

        @Override
        ClosedException refused() {
            return ClosedException.unsent(message);
        }

        @Override
        void dropped() {
            Owned.drop(message);
        }
    }

    /** The wait for a slot that gives a permit. */
    static final class Reserve<T> extends SlotWaiter<T, Mpsc.Permit<T>> {
        Reserve(BoundedChannel<T> channel) {
            super(channel, 1);
        }

        @Override
        Mpsc.Permit<T> granted() {
            return new MpscPermit<>(channel);
        }
    }

    /** The wait for several slots. */
    private static final class ReserveMany<T> extends SlotWaiter<T, Mpsc.Permits<T>> {
        private final int slots;

        ReserveMany(BoundedChannel<T> channel, int slots) {
            super(channel, slots);
            this.slots = slots;
        }

        @Override
        int slots() {
            return slots;
        }

        @Override
        Mpsc.Permits<T> granted() {
            return new MpscPermits<>(channel, slots);
        }
    }

    /** The wait for a slot that takes the sender along, and closes it if there is none. */
    private static final class ReserveOwned<T> extends SlotWaiter<T, Mpsc.OwnedPermit<T>> {
        private final MpscSender<T> sender;

        ReserveOwned(MpscSender<T> sender) {
            super(sender.channel(), 1);
            this.sender = sender;
        }

        @Override
        Mpsc.OwnedPermit<T> granted() {
            return new MpscOwnedPermit<>(sender);
        }

        @Override
        ClosedException refused() {
            sender.close();
            return super.refused();
        }

        @Override
        void dropped() {
            sender.close();
        }
    }
}
