package yamanote.stream;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.sync.ClosedException;
import yamanote.sync.Watch;

/** The values of a watch channel; see {@link Streams#from(Watch.Receiver)}. */
final class WatchStream<T> extends OwningStream<T> {
    private final Watch.Receiver<T> receiver;

    /** The present value is still to be given. */
    private boolean current;

    private @Nullable Future<@Nullable Void> changed;

    WatchStream(Watch.Receiver<T> receiver, boolean current) {
        this.receiver = receiver;
        this.current = current;
    }

    @Override
    @Nullable Object advance(Context cx) throws Exception {
        if (current) {
            if (cx.exhausted()) {
                return PENDING;
            }
            current = false;
            cx.spend();
            return receiver.borrowAndUpdate();
        }
        Future<@Nullable Void> wait = changed == null ? receiver.changed() : changed;
        changed = null;
        try {
            if (wait.poll(cx).isPending()) {
                changed = wait;
                return PENDING;
            }
        } catch (ClosedException e) {
            return end(cx);
        }
        return receiver.borrowAndUpdate();
    }

    @Override
    void release(Ending ending, Context cx) {
        ending.future(changed);
        changed = null;
        ending.resource(receiver, cx);
    }

    @Override
    public SizeHint sizeHint() {
        return current ? new SizeHint(1, SizeHint.UNKNOWN.atMost()) : SizeHint.UNKNOWN;
    }
}
