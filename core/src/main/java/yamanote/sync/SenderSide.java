package yamanote.sync;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** The senders of a channel: how many there are, and those who wait for the receivers' end. */
class SenderSide {
    private static final VarHandle COUNT =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(), "count", VarHandle.class, SenderSide.class, int.class);

    private static final VarHandle CLOSING =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "closing",
                    VarHandle.class,
                    SenderSide.class,
                    EventQueue.class);

    private volatile int count = 1;

    /** Made by the first sender that waits. */
    private volatile @Nullable EventQueue closing;

    final int senderCount() {
        return count;
    }

    final void addSender() {
        for (; ; ) {
            int seen = count;
            if (seen == 0) {
                throw new IllegalStateException("the last sender was closed while it was shared");
            }
            if (COUNT.compareAndSet(this, seen, seen + 1)) {
                return;
            }
        }
    }

    /** True if it was the last. */
    final boolean removeSender() {
        return (int) COUNT.getAndAdd(this, -1) == 1;
    }

    /** Where senders wait. Made (volatile) before they look whether the channel is closed. */
    final EventQueue closing() {
        EventQueue waiting = closing;
        if (waiting == null) {
            var created = new EventQueue();
            EventQueue found = (EventQueue) CLOSING.compareAndExchange(this, null, created);
            waiting = found == null ? created : found;
        }
        return waiting;
    }

    /** Wakes the senders that wait, after the channel was (volatile) closed. */
    final void tellClosed() {
        EventQueue waiting = closing;
        if (waiting != null) {
            waiting.event();
        }
    }
}
