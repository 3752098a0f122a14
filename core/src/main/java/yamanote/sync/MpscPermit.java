package yamanote.sync;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A reserved slot of a bounded channel; it lets go of the channel when it is used up. */
final class MpscPermit<T> implements Mpsc.Permit<T> {
    private @Nullable BoundedChannel<T> channel;

    MpscPermit(BoundedChannel<T> channel) {
        this.channel = channel;
    }

    @Override
    public void send(T message) {
        Objects.requireNonNull(message, "message");
        BoundedChannel<T> to = channel;
        if (to == null) {
            throw Misuse.usedPermit();
        }
        channel = null;
        to.push(message);
    }

    @Override
    public void close() {
        BoundedChannel<T> of = channel;
        channel = null;
        if (of != null) {
            of.giveBack(1);
        }
    }
}
