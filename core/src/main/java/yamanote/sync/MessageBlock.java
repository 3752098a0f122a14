package yamanote.sync;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** 32 consecutive slots of a {@link MessageQueue}, which has the protocol. */
final class MessageBlock {
    private static final int SLOTS = 32;
    private static final int MASK = SLOTS - 1;

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);

    private static final VarHandle NEXT =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "next",
                    VarHandle.class,
                    MessageBlock.class,
                    MessageBlock.class);

    private final long start;
    private final @Nullable Object[] slots = new @Nullable Object[SLOTS];
    private volatile @Nullable MessageBlock next;

    MessageBlock(long start) {
        this.start = start;
    }

    /** Whether {@code index}, which is not before this block, lies in it. */
    boolean holds(long index) {
        return index - start < SLOTS;
    }

    /** Publishes a message; pairs with {@link #get}. */
    void fill(long index, Object message) {
        SLOT.setRelease(slots, (int) index & MASK, message);
    }

    @Nullable Object get(long index) {
        return SLOT.getAcquire(slots, (int) index & MASK);
    }

    /** Lets go of a message that was received. */
    void clear(long index) {
        slots[(int) index & MASK] = null;
    }

    boolean replace(long index, @Nullable Object message, Object by) {
        return SLOT.compareAndSet(slots, (int) index & MASK, message, by);
    }

    @Nullable MessageBlock next() {
        return next;
    }

    /** The next block; this one itself if it is retired. */
    MessageBlock nextOrAppend() {
        MessageBlock found = next;
        if (found != null) {
            return found;
        }
        var created = new MessageBlock(start + SLOTS);
        found = (MessageBlock) NEXT.compareAndExchange(this, null, created);
        return found == null ? created : found;
    }

    /** Unlinks this block, all messages of which were taken. */
    void retire() {
        next = this;
    }
}
