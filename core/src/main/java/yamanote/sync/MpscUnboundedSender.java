package yamanote.sync;

import java.util.Objects;

/** A sender of an unbounded channel. */
final class MpscUnboundedSender<T> extends SenderEnd<UnboundedChannel<T>>
        implements Mpsc.UnboundedSender<T> {
    MpscUnboundedSender(UnboundedChannel<T> channel) {
        super(channel);
    }

    @Override
    public void send(T message) throws ClosedException {
        Objects.requireNonNull(message, "message");
        if (!channel().offer(message)) {
            throw ClosedException.unsent(message);
        }
    }

    @Override
    public Mpsc.UnboundedSender<T> share() {
        return new MpscUnboundedSender<>(sharedChannel());
    }

    @Override
    public Mpsc.WeakUnboundedSender<T> downgrade() {
        return new MpscWeakUnboundedSender<>(channel());
    }

    @Override
    public boolean sameChannel(Mpsc.UnboundedSender<?> other) {
        return sharesWith((MpscUnboundedSender<?>) other);
    }
}
