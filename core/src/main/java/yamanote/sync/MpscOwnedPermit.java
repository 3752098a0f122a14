package yamanote.sync;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A reserved slot with the sender that reserved it; it lets go of both when it is used up. */
final class MpscOwnedPermit<T> implements Mpsc.OwnedPermit<T> {
    private @Nullable MpscSender<T> sender;

    MpscOwnedPermit(MpscSender<T> sender) {
        this.sender = sender;
    }

    private MpscSender<T> takeSender() {
        MpscSender<T> taken = sender;
        if (taken == null) {
            throw Misuse.usedPermit();
        }
        sender = null;
        return taken;
    }

    @Override
    public Mpsc.Sender<T> send(T message) {
        Objects.requireNonNull(message, "message");
        MpscSender<T> taken = takeSender();
        taken.channel().push(message);
        return taken;
    }

    @Override
    public Mpsc.Sender<T> release() {
        MpscSender<T> taken = takeSender();
        taken.channel().giveBack(1);
        return taken;
    }

    @Override
    public void close() {
        if (sender != null) {
            release().close();
        }
    }
}
