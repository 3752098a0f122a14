package yamanote.sync;

import org.jspecify.annotations.Nullable;

/** A weak sender of a broadcast channel. */
final class BroadcastWeakSender<T> extends WeakEnd<BroadcastChannel<T>>
        implements Broadcast.WeakSender<T> {
    BroadcastWeakSender(BroadcastChannel<T> channel) {
        super(channel);
    }

    @Override
    public Broadcast.@Nullable Sender<T> upgrade() {
        BroadcastChannel<T> open = upgradedChannel();
        return open == null ? null : new BroadcastSender<>(open);
    }

    @Override
    public Broadcast.WeakSender<T> share() {
        return new BroadcastWeakSender<>(channel());
    }
}
