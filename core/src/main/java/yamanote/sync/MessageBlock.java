package yamanote.sync;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** Some consecutive slots of a {@link MessageQueue}, which has the protocol. */
final class MessageBlock {
    private static final int FIRST = 4;
    private static final int LEAST = 8;
    private static final int MOST = 32;

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);

    private static final VarHandle NEXT =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "next",
                    VarHandle.class,
                    MessageBlock.class,
                    MessageBlock.class);

    private final int start;
    private final @Nullable Object[] slots;
    private volatile @Nullable MessageBlock next;

    /** The first block of a queue: most channels that there are many of carry little. */
    MessageBlock() {
        this(0, FIRST);
    }

    private MessageBlock(int start, int size) {
        this.start = start;
        this.slots = new @Nullable Object[size];
    }

    /** Whether {@code index}, which is not before this block, lies in it. */
    boolean holds(int index) {
        return index - start < slots.length;
    }

    /** Publishes a message; pairs with {@link #get}. */
    void fill(int index, Object message) {
        SLOT.setRelease(slots, index - start, message);
    }

    @Nullable Object get(int index) {
        return SLOT.getAcquire(slots, index - start);
    }

    /** Lets go of a message that was received. */
    void clear(int index) {
        slots[index - start] = null;
    }

    boolean replace(int index, @Nullable Object message, Object by) {
        return SLOT.compareAndSet(slots, index - start, message, by);
    }

    @Nullable MessageBlock next() {
        return next;
    }

    /**
     * The next block; this one itself if it is retired. A new one is larger than this one if {@code
     * backlog} messages do not fit in here, else small.
     */
    MessageBlock nextOrAppend(int backlog) {
        MessageBlock found = next;
        if (found != null) {
            return found;
        }
        int size = slots.length;
        var created =
                new MessageBlock(start + size, backlog < size ? LEAST : Math.min(2 * size, MOST));
        found = (MessageBlock) NEXT.compareAndExchange(this, null, created);
        return found == null ? created : found;
    }

    /** Unlinks this block, all messages of which were taken. */
    void retire() {
        next = this;
    }
}
