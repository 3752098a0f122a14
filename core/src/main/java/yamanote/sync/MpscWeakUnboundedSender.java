package yamanote.sync;

import org.jspecify.annotations.Nullable;

/** A weak sender of an unbounded channel. */
final class MpscWeakUnboundedSender<T> extends WeakEnd<UnboundedChannel<T>>
        implements Mpsc.WeakUnboundedSender<T> {
    MpscWeakUnboundedSender(UnboundedChannel<T> channel) {
        super(channel);
    }

    @Override
    public Mpsc.@Nullable UnboundedSender<T> upgrade() {
        UnboundedChannel<T> open = upgradedChannel();
        return open == null ? null : new MpscUnboundedSender<>(open);
    }

    @Override
    public Mpsc.WeakUnboundedSender<T> share() {
        return new MpscWeakUnboundedSender<>(channel());
    }
}
