package yamanote.sync;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.internal.waiter.Waiter;

/** The channel behind the ends of {@link Watch}: a value, its version and who waits for more. */
final class WatchChannel<T> extends EventQueue implements SharedChannel {
    /*
     * One word: version << 2 | BUSY (the value is being replaced) | ENDED (no sender is left).
     *
     * It changes under the lock only; readers take no lock:
     *
     *   sender   word |= BUSY;  value (release);           word = next version (release)
     *   reader   word (acquire), not BUSY;  value (acquire);  word is still the same
     *
     * Who has read the new value has thereby the BUSY before it, so an unchanged word means that
     * value and version belong together.
     *
     * Receivers are counted without the lock; their last one tells the senders that wait.
     */

    static final int ENDED = 1;
    private static final int BUSY = 2;
    private static final int STEP = 4;

    private static final VarHandle VALUE =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "value",
                    VarHandle.class,
                    WatchChannel.class,
                    Object.class);

    private static final VarHandle WORD =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(), "word", VarHandle.class, WatchChannel.class, int.class);

    private static final VarHandle RECEIVERS =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "receivers",
                    VarHandle.class,
                    WatchChannel.class,
                    int.class);

    private final SenderSide senders = new SenderSide();

    @SuppressWarnings("unused") // through VALUE
    private volatile Object value;

    @SuppressWarnings("unused") // through WORD
    private volatile int word;

    private volatile int receivers;

    WatchChannel(T initial) {
        value = Objects.requireNonNull(initial, "initial");
    }

    @Override
    public SenderSide senders() {
        return senders;
    }

    @Override
    public boolean isClosed() {
        return receivers == 0;
    }

    int receiverCount() {
        return receivers;
    }

    /** The version of a word, as receivers remember it. */
    static int version(int word) {
        return word & -STEP;
    }

    /** A version that is not the one of {@code word}. */
    static int otherVersion(int word) {
        return version(word) - STEP;
    }

    /** The word; it may be that of the value before the one that is just being stored. */
    int word() {
        return (int) WORD.getAcquire(this);
    }

    /** The word while no value is being stored: to read a value with its version. */
    int stableWord() {
        for (; ; ) {
            int seen = word();
            if ((seen & BUSY) == 0) {
                return seen;
            }
            settle();
        }
    }

    @SuppressWarnings("unchecked")
    T value() {
        return (T) VALUE.getAcquire(this);
    }

    /** Whether a value read since then is the one of {@code stableWord}. */
    boolean isStill(int stableWord) {
        return (int) WORD.getOpaque(this) == stableWord;
    }

    /** Replaces the value; the one it had. */
    T replace(T next) {
        T before;
        Waiter waiting;
        lockQueue();
        try {
            before = value();
            store(next);
            waiting = cutOff();
        } finally {
            unlockQueue();
        }
        wakeAllToReturn(waiting);
        return before;
    }

    /** Replaces the value if it is still the one of {@code stableWord}. */
    boolean replace(int stableWord, T next) {
        Waiter waiting;
        lockQueue();
        try {
            if (word() != stableWord) {
                return false;
            }
            store(next);
            waiting = cutOff();
        } finally {
            unlockQueue();
        }
        wakeAllToReturn(waiting);
        return true;
    }

    private void store(T next) {
        int now = word();
        if ((now & ENDED) != 0) {
            throw Misuse.closedSender();
        }
        WORD.setOpaque(this, now | BUSY);
        VALUE.setRelease(this, next);
        WORD.setRelease(this, now + STEP);
    }

    @Override
    public void endOfSenders() {
        Waiter waiting;
        lockQueue();
        try {
            WORD.setRelease(this, word() | ENDED);
            waiting = cutOff();
        } finally {
            unlockQueue();
        }
        wakeAllToReturn(waiting);
    }

    /** A receiver that has seen the value there is now. */
    WatchReceiver<T> subscribe() {
        return subscribe(version(word()));
    }

    /** A receiver that has seen the value of {@code version}. */
    WatchReceiver<T> subscribe(int version) {
        RECEIVERS.getAndAdd(this, 1);
        return new WatchReceiver<>(this, version);
    }

    /** Ends a receiver and wakes its wait. */
    void unsubscribe(WatchReceiver<T> receiver) {
        Waiter woken;
        lockQueue();
        try {
            if (receiver.closed) {
                return;
            }
            receiver.closed = true;
            woken = cutOff(receiver.waiting);
        } finally {
            unlockQueue();
        }
        wakeAllToReturn(woken);
        if ((int) RECEIVERS.getAndAdd(this, -1) == 1) {
            senders.tellClosed();
        }
    }

    /** Whether {@code receiver} has nothing to see. Under the lock. */
    boolean isIdle(WatchReceiver<T> receiver) {
        return word() == receiver.seen && !receiver.closed;
    }

    /** The wait of a receiver. */
    abstract static class Wait<T, R extends @Nullable Object>
            extends EventFuture<WatchReceiver<T>, R> {
        Wait(WatchReceiver<T> receiver) {
            super(receiver);
        }

        @Override
        final EventQueue queue(WatchReceiver<T> receiver) {
            return receiver.channel;
        }

        @Override
        final boolean isIdle(WatchReceiver<T> receiver) {
            return receiver.channel.isIdle(receiver);
        }

        @Override
        final void joined(WatchReceiver<T> receiver) {
            receiver.waiting = this;
        }
    }
}
