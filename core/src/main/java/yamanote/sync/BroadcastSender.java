package yamanote.sync;

import java.util.Objects;

/** A sender of a broadcast channel. */
final class BroadcastSender<T> extends SenderEnd<BroadcastChannel<T>>
        implements Broadcast.Sender<T> {
    BroadcastSender(BroadcastChannel<T> channel) {
        super(channel);
    }

    @Override
    public int send(T message) throws ClosedException {
        Objects.requireNonNull(message, "message");
        int receivers = channel().send(message);
        if (receivers == 0) {
            throw new ClosedException("the broadcast channel has no receiver", message);
        }
        return receivers;
    }

    @Override
    public Broadcast.Receiver<T> subscribe() {
        return channel().subscribe();
    }

    @Override
    public Broadcast.Sender<T> share() {
        return new BroadcastSender<>(sharedChannel());
    }

    @Override
    public Broadcast.WeakSender<T> downgrade() {
        return new BroadcastWeakSender<>(channel());
    }

    @Override
    public int size() {
        return channel().size();
    }

    @Override
    public boolean isEmpty() {
        return channel().size() == 0;
    }

    @Override
    public int receiverCount() {
        return channel().receiverCount();
    }

    @Override
    public boolean sameChannel(Broadcast.Sender<?> other) {
        return sharesWith((BroadcastSender<?>) other);
    }
}
