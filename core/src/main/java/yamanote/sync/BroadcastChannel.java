package yamanote.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import yamanote.internal.waiter.Waiter;

/** The channel behind the ends of {@link Broadcast}: a ring of messages and who waits for more. */
final class BroadcastChannel<T> extends EventQueue implements SharedChannel {
    /*
     * Message number p lies in slot p & mask. Beside each message there is a word:
     *
     *   low 32 bits of p << 32 | how many receivers have still to take it; BUSY while it is written
     *
     * Senders write under the lock; they overwrite whatever is there. A receiver takes without it:
     * it reads the word (acquire), the message (acquire), and counts itself down by a CAS of that
     * very word. BUSY is stored before the message (release), so a receiver that has read the
     * message of another number cannot succeed in the CAS. The CAS pairs with nothing else; the
     * word's release store with the acquire load, for the message's contents.
     *
     * Who takes a message last clears the slot, under the lock and if the word is still the same.
     * A count of 0 has been taken by all, so the numbers with a count are a run up to tail, since
     * each receiver takes in order.
     *
     * A receiver that is 2^32 messages behind, exactly, would not notice its lag.
     *
     * What is news to a receiver changes under the lock and is volatile: tail, and ended.
     */

    private static final int MAX_CAPACITY = 1 << 30;
    private static final int BUSY = -1;

    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle MESSAGE = MethodHandles.arrayElementVarHandle(Object[].class);

    private final @Nullable Object[] messages;
    private final long[] words;
    private final SenderSide senders = new SenderSide();

    /** The number of the next message. */
    private volatile long tail;

    private volatile int receivers;

    /** No sender is left. */
    private volatile boolean ended;

    BroadcastChannel(int capacity) {
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException(
                    "capacity must be between 1 and " + MAX_CAPACITY + ", was " + capacity);
        }
        int slots = Integer.highestOneBit(2 * capacity - 1);
        messages = new @Nullable Object[slots];
        words = new long[slots];
    }

    private int slot(long number) {
        return (int) number & (words.length - 1);
    }

    private static long word(long number, int count) {
        return number << 32 | Integer.toUnsignedLong(count);
    }

    int capacity() {
        return words.length;
    }

    long tail() {
        return tail;
    }

    boolean hasEnded() {
        return ended;
    }

    int receiverCount() {
        return receivers;
    }

    @Override
    public SenderSide senders() {
        return senders;
    }

    @Override
    public boolean isClosed() {
        return receivers == 0;
    }

    /** Sends to all receivers; how many they are. Nothing is sent to none. */
    int send(T message) {
        int count;
        Waiter waiting = null;
        lockQueue();
        try {
            if (ended) {
                throw Misuse.closedSender();
            }
            count = receivers;
            if (count != 0) {
                long number = tail;
                write(number, message, count);
                tail = number + 1;
                waiting = cutOff();
            }
        } finally {
            unlockQueue();
        }
        wakeAllToReturn(waiting);
        return count;
    }

    private void write(long number, T message, int count) {
        int slot = slot(number);
        WORD.setOpaque(words, slot, word(number, BUSY));
        MESSAGE.setRelease(messages, slot, message);
        WORD.setRelease(words, slot, word(number, count));
    }

    /** Message {@code number} for one receiver; null if it is not yet or not any more there. */
    @SuppressWarnings("unchecked")
    @Nullable T take(long number) {
        int slot = slot(number);
        long seen = (long) WORD.getAcquire(words, slot);
        while ((int) (seen >>> 32) == (int) number && (int) seen > 0) {
            T message = (T) MESSAGE.getAcquire(messages, slot);
            long found = (long) WORD.compareAndExchange(words, slot, seen, seen - 1);
            if (found == seen) {
                if ((int) seen == 1) {
                    clear(number);
                }
                return message;
            }
            seen = found;
        }
        return null;
    }

    private void clear(long number) {
        int slot = slot(number);
        lockQueue();
        try {
            if (words[slot] == word(number, 0)) {
                messages[slot] = null;
            }
        } finally {
            unlockQueue();
        }
    }

    /** How many messages the slowest receiver has still to take. */
    int size() {
        lockQueue();
        try {
            long end = tail;
            int taken = 0;
            int left = (int) Math.min(end, words.length);
            // The oldest of the run, by halving what may be before it.
            int kept = left;
            while (taken < left) {
                int middle = (taken + left) >>> 1;
                long number = end - kept + middle;
                if ((int) (long) WORD.getOpaque(words, slot(number)) == 0) {
                    taken = middle + 1;
                } else {
                    left = middle;
                }
            }
            return kept - taken;
        } finally {
            unlockQueue();
        }
    }

    BroadcastReceiver<T> subscribe() {
        var receiver = new BroadcastReceiver<>(this);
        lockQueue();
        try {
            int others = receivers;
            receivers = others + 1;
            receiver.next = tail;
        } finally {
            unlockQueue();
        }
        return receiver;
    }

    /** Ends a receiver, wakes its receive, and takes on its behalf what it has not taken. */
    void unsubscribe(BroadcastReceiver<T> receiver) {
        Waiter woken;
        long number;
        long end;
        int others;
        lockQueue();
        try {
            if (receiver.closed) {
                return;
            }
            receiver.closed = true;
            woken = cutOff(receiver.waiting);
            end = tail;
            number = Math.max(receiver.next, end - words.length);
            others = receivers - 1;
            receivers = others;
        } finally {
            unlockQueue();
        }
        wakeAllToReturn(woken);
        for (; number < end; number++) {
            take(number);
        }
        if (others == 0) {
            senders.tellClosed();
        }
    }

    @Override
    public void endOfSenders() {
        Waiter waiting;
        lockQueue();
        try {
            ended = true;
            waiting = cutOff();
        } finally {
            unlockQueue();
        }
        wakeAllToReturn(waiting);
    }
}
