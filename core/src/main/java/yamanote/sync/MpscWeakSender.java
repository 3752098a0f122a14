package yamanote.sync;

import org.jspecify.annotations.Nullable;

/** A weak sender of a bounded channel. */
final class MpscWeakSender<T> extends WeakEnd<BoundedChannel<T>> implements Mpsc.WeakSender<T> {
    MpscWeakSender(BoundedChannel<T> channel) {
        super(channel);
    }

    @Override
    public Mpsc.@Nullable Sender<T> upgrade() {
        BoundedChannel<T> open = upgradedChannel();
        return open == null ? null : new MpscSender<>(open);
    }

    @Override
    public Mpsc.WeakSender<T> share() {
        return new MpscWeakSender<>(channel());
    }
}
