package yamanote.sync;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The senders of a channel: how many there are, of those that keep it open and of those that do
 * not, and who waits for the receivers' end.
 */
class SenderSide {
    /*
     * count only grows from above 0, so the step from 1 to 0 happens once: whoever takes it ends
     * the channel, and an upgrade is before it, or refused.
     */

    private static final VarHandle COUNT =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(), "count", VarHandle.class, SenderSide.class, int.class);

    private static final VarHandle WEAK =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(), "weak", VarHandle.class, SenderSide.class, int.class);

    private static final VarHandle CLOSING =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "closing",
                    VarHandle.class,
                    SenderSide.class,
                    EventQueue.class);

    private volatile int count = 1;
    private volatile int weak;

    /** Made by the first sender that waits. */
    private volatile @Nullable EventQueue closing;

    final int senderCount() {
        return count;
    }

    final int weakCount() {
        return weak;
    }

    /** Adds a sender, which has one beside it. */
    final void addSender() {
        if (!tryAddSender()) {
            throw new IllegalStateException("the last sender was closed while it was shared");
        }
    }

    /** Adds a sender unless the last one is closed. */
    final boolean tryAddSender() {
        for (; ; ) {
            int seen = count;
            if (seen == 0) {
                return false;
            }
            if (COUNT.compareAndSet(this, seen, seen + 1)) {
                return true;
            }
        }
    }

    /** True if it was the last. */
    final boolean removeSender() {
        return (int) COUNT.getAndAdd(this, -1) == 1;
    }

    /** Adds weak senders, or takes them away. */
    final void addWeak(int senders) {
        WEAK.getAndAdd(this, senders);
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
