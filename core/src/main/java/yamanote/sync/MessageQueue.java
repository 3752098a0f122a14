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
abstract class MessageQueue<T> extends SenderSide {
    /*
     * One word: index of the tail (32 bits, may wrap) | what the channel counts (31) | CLOSED.
     *
     * Messages live in linked blocks. A producer claims the index of the tail by adding CLAIM, in
     * the same step with what its channel asks for, and then fills the slot of that index; the
     * consumer takes slots in order. A slot that is claimed and not yet filled is a matter of
     * instructions: the consumer waits for it, spinning. CLOSED: the channel claims no more but for
     * those who have the right to; the queue does not ask.
     *
     * Finding the block: a producer reads tailBlock before it claims, so that block starts at or
     * before its index, and walks forward, appending where there is no next. The consumer retires
     * a block by linking it to itself (a chain of dead blocks would be kept alive by its oldest);
     * whoever meets a retired one goes on from headBlock, which cannot be past an unfilled index.
     * tailBlock may fall back to an older block when producers race; that costs steps, no more.
     *
     * No lost wake, without a fence between filling a slot and looking for the waker: the producer
     * claims (volatile) and then reads the waker; the consumer writes its waker (volatile) and then
     * reads the word. One of them sees the other, and a consumer that sees the claim waits for the
     * slot.
     *
     * GONE in place of the waker: the consumer was closed. By the same order either the producer
     * sees GONE or the closing consumer sees the claim. Both may happen; the CAS from the message
     * to TAKEN decides who drops it.
     */

    static final long CLOSED = 1;
    static final long CLAIM = 1L << 32;

    private static final int SPINS = 64;
    private static final Object TAKEN = new Object();
    private static final Waker GONE = Waker.of(() -> {});

    private static final VarHandle WORD =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "word",
                    VarHandle.class,
                    MessageQueue.class,
                    long.class);

    private static final VarHandle HEAD =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(), "head", VarHandle.class, MessageQueue.class, int.class);

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

    private volatile long word;
    private int head;
    private volatile @Nullable MessageBlock tailBlock;
    private volatile @Nullable MessageBlock headBlock;
    private volatile @Nullable Waker receiver;

    MessageQueue(long word) {
        WORD.setRelease(this, word);
    }

    final long word() {
        return word;
    }

    final boolean casWord(long seen, long next) {
        return WORD.compareAndSet(this, seen, next);
    }

    /** Adds to the word; what it was. */
    final long addToWord(long more) {
        return (long) WORD.getAndAdd(this, more);
    }

    /** Sets CLOSED; what the word was. */
    final long closeWord() {
        return (long) WORD.getAndBitwiseOr(this, CLOSED);
    }

    /** Whether no more messages are accepted. */
    public final boolean isClosed() {
        return (word & CLOSED) != 0;
    }

    /** Whether all that was claimed is taken. Consumer only. */
    final boolean isDrained() {
        return index(word) == head;
    }

    private static int index(long word) {
        return (int) (word >>> 32);
    }

    /** The block to begin at with the next claim; to be read before that. Any thread. */
    final MessageBlock tailBlock() {
        MessageBlock last = tailBlock;
        return last != null ? last : firstBlock();
    }

    private MessageBlock firstBlock() {
        MessageBlock head = headBlock;
        if (head != null) {
            return head;
        }
        var first = new MessageBlock();
        MessageBlock found = (MessageBlock) HEAD_BLOCK.compareAndExchange(this, null, first);
        return found == null ? first : found;
    }

    /** Adds a message and wakes the consumer; drops the message if that is gone. Any thread. */
    final void push(Object message) {
        MessageBlock from = tailBlock();
        publish(message, addToWord(CLAIM), from);
    }

    /** Fills the slot that was claimed in {@code word}, and wakes the consumer. */
    final void publish(Object message, long word, MessageBlock from) {
        int index = index(word);
        MessageBlock block = from.holds(index) ? from : blockOf(index, from);
        block.fill(index, message);
        Waker waker = receiver;
        if (waker != null) {
            if (waker != GONE) {
                wakeReceiver();
            } else if (block.replace(index, message, TAKEN)) {
                Owned.drop(message);
            }
        }
    }

    private MessageBlock blockOf(int index, MessageBlock from) {
        MessageBlock block = from;
        while (!block.holds(index)) {
            MessageBlock next = block.nextOrAppend(index - (int) HEAD.getOpaque(this));
            // Retired: then there is a headBlock, further on.
            block = next == block ? Objects.requireNonNull(headBlock) : next;
        }
        tailBlock = block;
        return block;
    }

    /** The next message, or null if all that were claimed have been taken. Consumer only. */
    @SuppressWarnings("unchecked")
    final @Nullable T poll() {
        MessageBlock block = blockAtHead();
        Object message = block == null ? null : block.get(head);
        if (message == null) {
            if (isDrained()) {
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
    final int size() {
        int first = (int) HEAD.getOpaque(this);
        return Math.max(0, index(word) - first);
    }

    /** Has {@code waker} woken by the next push; look again afterwards. Consumer only. */
    final void park(Waker waker) {
        for (Waker parked = receiver; parked != waker && parked != GONE; parked = receiver) {
            if (RECEIVER.compareAndSet(this, parked, waker)) {
                return;
            }
        }
    }

    /** Forgets the consumer's waker. Consumer only. */
    final void unpark() {
        Waker parked = receiver;
        if (parked != GONE) {
            RECEIVER.compareAndSet(this, parked, null);
        }
    }

    /** Wakes the consumer if it is parked. Any thread. */
    final void wakeReceiver() {
        Waker waker = receiver;
        if (waker != null && waker != GONE && RECEIVER.compareAndSet(this, waker, null)) {
            Wakes.wake(waker);
        }
    }

    /** Whether the consumer was closed. */
    final boolean isReceiverGone() {
        return receiver == GONE;
    }

    /** Drops all messages and those to come. Consumer only. */
    final void dropAll() {
        Waker parked = (Waker) RECEIVER.getAndSet(this, GONE);
        if (parked == GONE) {
            return;
        }
        for (int end = index(word); head != end; HEAD.setOpaque(this, head + 1)) {
            MessageBlock block = awaitFilled();
            Object message = block.get(head);
            if (message != TAKEN && block.replace(head, message, TAKEN)) {
                Owned.drop(message);
            }
        }
        Wakes.wake(parked);
    }
}
