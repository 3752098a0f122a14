package yamanote.sync;

import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.waiter.BlockingWait;

/** A receiver of a broadcast channel. */
final class BroadcastReceiver<T> implements Broadcast.Receiver<T> {
    private final BroadcastChannel<T> channel;

    /** The number of the message to be received next. */
    long next;

    /** Set under the channel's lock. */
    boolean closed;

    /** The receive that joined the queue last. Under the channel's lock. */
    @Nullable Receive<T> waiting;

    BroadcastReceiver(BroadcastChannel<T> channel) {
        this.channel = channel;
    }

    @Override
    public Future<@Nullable T> receive() {
        return new Receive<>(this);
    }

    /** The next message, or null at the end. */
    private Poll<@Nullable T> look() throws LaggedException {
        if (closed) {
            return Poll.ready(null);
        }
        T message = channel.take(next);
        if (message != null) {
            next++;
            return Poll.ready(message);
        }
        boolean ended = channel.hasEnded(); // before tail: then tail is final
        long behind = channel.tail() - next;
        if (behind > channel.capacity()) {
            long missed = behind - channel.capacity();
            next += missed;
            throw new LaggedException(missed);
        }
        return behind == 0 && ended ? Poll.ready(null) : Poll.pending();
    }

    @Override
    public TryReceive<T> tryReceive() throws LaggedException {
        for (; ; ) {
            Poll<@Nullable T> found = look();
            if (found.isReady()) {
                T message = ((Poll.Ready<@Nullable T>) found).value();
                return message == null ? TryReceive.closed() : new TryReceive.Received<>(message);
            }
            if (channel.tail() == next) {
                return TryReceive.empty();
            }
            channel.settle();
        }
    }

    @Override
    public @Nullable T blockingReceive() throws InterruptedException, LaggedException {
        return BlockingWait.<@Nullable T, LaggedException>on(
                receive(), "blockingReceive()", "receive().await()");
    }

    @Override
    public Broadcast.Receiver<T> resubscribe() {
        return channel.subscribe();
    }

    @Override
    public int size() {
        return (int) Math.min(channel.tail() - next, Integer.MAX_VALUE);
    }

    @Override
    public boolean isEmpty() {
        return channel.tail() == next;
    }

    @Override
    public boolean isClosed() {
        return channel.hasEnded();
    }

    @Override
    public int senderCount() {
        return channel.senders().senderCount();
    }

    @Override
    public int weakSenderCount() {
        return channel.senders().weakCount();
    }

    @Override
    public boolean sameChannel(Broadcast.Receiver<?> other) {
        return ((BroadcastReceiver<?>) other).channel == channel;
    }

    @Override
    public void close() {
        channel.unsubscribe(this);
    }

    /** The wait for a message. */
    static final class Receive<T> extends EventFuture<BroadcastReceiver<T>, @Nullable T> {
        Receive(BroadcastReceiver<T> receiver) {
            super(receiver);
        }

        @Override
        String name() {
            return "a receive";
        }

        @Override
        EventQueue queue(BroadcastReceiver<T> receiver) {
            return receiver.channel;
        }

        @Override
        Poll<@Nullable T> look(BroadcastReceiver<T> receiver) throws LaggedException {
            return receiver.look();
        }

        @Override
        boolean isIdle(BroadcastReceiver<T> receiver) {
            return receiver.isEmpty() && !receiver.channel.hasEnded() && !receiver.closed;
        }

        @Override
        void joined(BroadcastReceiver<T> receiver) {
            receiver.waiting = this;
        }
    }
}
