package yamanote.sync;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.waiter.Waiter;

/** A future that waits for slots of a {@link BoundedChannel}. */
abstract class SlotWaiter<T, R extends @Nullable Object> extends Waiter implements Future<R> {
    /** All slots it asked for are its own, until it ends. */
    static final int GRANTED = 3;

    /** The channel was closed while it waited. */
    static final int REFUSED = 4;

    final BoundedChannel<T> channel;

    /** How many slots it still lacks: before it is queued owner-only, then under the lock. */
    int missing;

    SlotWaiter(BoundedChannel<T> channel, int slots) {
        this.channel = channel;
        this.missing = slots;
    }

    /** How many slots it asked for. */
    int slots() {
        return 1;
    }

    /** What it is worth to have the slots. */
    abstract R granted();

    /** The end without a slot. */
    ClosedException refused() {
        return new ClosedException("the receiver of the channel is closed");
    }

    /** Drops what it would have used the slots for. */
    void dropped() {}

    @Override
    public Poll<R> poll(Context cx) throws ClosedException {
        return switch (channel.advance(this, cx)) {
            case GRANTED -> Poll.ready(granted());
            case REFUSED -> throw refused();
            default -> Poll.pending();
        };
    }

    @Override
    public final boolean cancel(Context cx) {
        if (channel.abandon(this)) {
            dropped();
        }
        return true;
    }
}
