package yamanote.sync;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.Owned;
import yamanote.future.Waker;
import yamanote.internal.waiter.Wakes;

/**
 * An unbounded queue from many producers to one consumer, with the consumer's waker and the side of
 * the producers. Mirrors Tokio's {@code mpsc::list} with its {@code AtomicWaker}.
 */
final class MessageQueue<T> extends SenderSide {
    /*
     * Messages live in linked blocks. A producer claims an index by adding one to tail and then
     * fills the slot of that index; the consumer takes slots in order. A slot that is claimed and
     * not yet filled is a matter of instructions: the consumer waits for it, spinning.
     *
     * Finding the block: a producer reads tailBlock before it claims, so that block starts at or
     * before its index, and walks forward, appending where there is no next. The consumer retires
     * a block by linking it to itself (a chain of dead blocks would be kept alive by its oldest);
     * whoever meets a retired one goes on from headBlock, which cannot be past an unfilled index.
     * tailBlock may fall back to an older block when producers race; that costs steps, no more.
     *
     * No lost wake, without a fence between filling a slot and looking for the waker: the producer
     * claims (volatile) and then reads the waker; the consumer writes its waker (volatile) and then
     * reads tail. One of them sees the other, and a consumer that sees the claim waits for the
     * slot.
     *
     * REFUSING is the top bit of tail: from then on offer claims nothing, so the number of messages
     * is final. push does not ask; a channel that uses it knows by other means whether it may.
     *
     * GONE in place of the waker: the consumer was closed. By the same order either the producer
     * sees GONE or the closing consumer sees the claim. Both may happen; the CAS from the message
     * to TAKEN decides who drops it.
     */

    private static final long REFUSING = Long.MIN_VALUE;
    private static final int SPINS = 64;
    private static final Object TAKEN = new Object();
    private static final Waker GONE = Waker.of(() -> {});

    private static final VarHandle TAIL =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "tail",
                    VarHandle.class,
                    MessageQueue.class,
                    long.class);

    private static final VarHandle HEAD =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "head",
                    VarHandle.class,
                    MessageQueue.class,
                    long.class);

    private static final VarHandle HEAD_BLOCK =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "headBlock",
                    VarHandle.class,
                    MessageQueue.class,
                    MessageBlock.class);

    private static final VarHandle RECEIVER =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "receiver",
                    VarHandle.class,
                    MessageQueue.class,
                    Waker.class);

    private volatile long tail;
    private long head;
    private volatile @Nullable MessageBlock tailBlock;
    private volatile @Nullable MessageBlock headBlock;
    private volatile @Nullable Waker receiver;

    /** Adds a message and wakes the consumer; drops the message if that is gone. Any thread. */
    void push(Object message) {
        MessageBlock from = tailBlock;
        if (from == null) {
            from = firstBlock();
        }
        publish(message, (long) TAIL.getAndAdd(this, 1L), from);
    }

    /** Like push, unless the queue refuses: then false, and the message is the caller's. */
    boolean offer(Object message) {
        MessageBlock from = tailBlock;
        if (from == null) {
            from = firstBlock();
        }
        for (; ; ) {
            long index = tail;
            if (index < 0) {
                return false;
            }
            if (TAIL.compareAndSet(this, index, index + 1)) {
                publish(message, index, from);
                return true;
            }
        }
    }

    /** Refuses what is offered from now on. Any thread. */
    void refuse() {
        TAIL.getAndBitwiseOr(this, REFUSING);
    }

    boolean isRefusing() {
        return tail < 0;
    }

    /** Whether it refuses and all messages have been taken. Consumer only. */
    boolean isDrained() {
        return tail == (head | REFUSING);
    }

    /** How many indices were claimed. */
    private long claimed() {
        return tail & ~REFUSING;
    }

    private void publish(Object message, long index, MessageBlock from) {
        MessageBlock block = from.holds(index) ? from : blockOf(index, from);
        block.fill(index, message);
        Waker waker = receiver;
        if (waker == GONE) {
            if (block.replace(index, message, TAKEN)) {
                Owned.drop(message);
            }
        } else if (waker != null) {
            wakeReceiver();
        }
    }

    private MessageBlock firstBlock() {
        MessageBlock head = headBlock;
        if (head != null) {
            return head;
        }
        var first = new MessageBlock(0);
        MessageBlock found = (MessageBlock) HEAD_BLOCK.compareAndExchange(this, null, first);
        return found == null ? first : found;
    }

    private MessageBlock blockOf(long index, MessageBlock from) {
        MessageBlock block = from;
        while (!block.holds(index)) {
            MessageBlock next = block.nextOrAppend();
            // Retired: then there is a headBlock, further on.
            block = next == block ? Objects.requireNonNull(headBlock) : next;
        }
        tailBlock = block;
        return block;
    }

    /** The next message, or null if all that were claimed have been taken. Consumer only. */
    @SuppressWarnings("unchecked")
    @Nullable T poll() {
        MessageBlock block = blockAtHead();
        Object message = block == null ? null : block.get(head);
        if (message == null) {
            if (claimed() == head) {
                return null;
            }
            block = awaitFilled();
            message = block.get(head);
        }
        Objects.requireNonNull(block).clear(head);
        HEAD.setOpaque(this, head + 1);
        return (T) message;
    }

    /** The block of the next message, retiring those before it; null if it does not exist yet. */
    private @Nullable MessageBlock blockAtHead() {
        MessageBlock block = headBlock;
        if (block == null || block.holds(head)) {
            return block;
        }
        MessageBlock next = block.next();
        if (next != null) {
            headBlock = next;
            block.retire();
        }
        return next;
    }

    /** Waits until the slot at head, which is claimed, is filled; its block. */
    private MessageBlock awaitFilled() {
        for (int spins = 0; ; spins++) {
            MessageBlock block = blockAtHead();
            if (block != null && block.get(head) != null) {
                return block;
            }
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    /** How many messages are in the queue. Any thread; exact for the consumer if nobody sends. */
    int size() {
        long first = (long) HEAD.getOpaque(this);
        return (int) Math.max(0, claimed() - first);
    }

    /** Has {@code waker} woken by the next push; look again afterwards. Consumer only. */
    void park(Waker waker) {
        for (Waker parked = receiver; parked != waker && parked != GONE; parked = receiver) {
            if (RECEIVER.compareAndSet(this, parked, waker)) {
                return;
            }
        }
    }

    /** Forgets the consumer's waker. Consumer only. */
    void unpark() {
        Waker parked = receiver;
        if (parked != GONE) {
            RECEIVER.compareAndSet(this, parked, null);
        }
    }

    /** Wakes the consumer if it is parked. Any thread. */
    void wakeReceiver() {
        Waker waker = receiver;
        if (waker != null && waker != GONE && RECEIVER.compareAndSet(this, waker, null)) {
            Wakes.wake(waker);
        }
    }

    /** Whether the consumer was closed. */
    boolean isClosed() {
        return receiver == GONE;
    }

    /** Drops all messages and those to come. Consumer only. */
    void close() {
        Waker parked = (Waker) RECEIVER.getAndSet(this, GONE);
        if (parked == GONE) {
            return;
        }
        for (long end = claimed(); head < end; HEAD.setOpaque(this, head + 1)) {
            MessageBlock block = awaitFilled();
            Object message = block.get(head);
            if (message != TAKEN && block.replace(head, message, TAKEN)) {
                Owned.drop(message);
            }
        }
        Wakes.wake(parked);
    }
}
