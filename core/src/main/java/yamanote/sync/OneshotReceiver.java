package yamanote.sync;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.internal.waiter.BlockingWait;
import yamanote.internal.waiter.Wakes;

/** The channel of a oneshot, which is its receiver: one word, 16 bytes. */
final class OneshotReceiver<T extends @Nullable Object> implements Oneshot.Receiver<T> {
    /*
     * Everything is in one reference:
     *
     *   open   null | Waker (receiver parked) | Parked (closed() parked, maybe the receiver, too)
     *   sent   the value; boxed if it is null or could be mistaken for another state
     *   end    GIVEN_UP (sender closed) | SHUT (receiver shut down) | ENDED (receiver has finished)
     *
     * open -> sent, GIVEN_UP: sender.   open -> SHUT: receiver.   open -> open: either parks.
     * any -> ENDED: receiver, which drops or returns the value that it found.
     *
     * All by volatile CAS from open, so exactly one of send, give-up and shut-down wins, and the
     * winner has in hand the waker that was parked last, which nobody else keeps. ENDED is stored
     * (release, nobody waits for it) where only the receiver can still write; by exchange from an
     * open state.
     */

    private enum End {
        GIVEN_UP,
        SHUT,
        ENDED
    }

    private record Box(@Nullable Object value) {}

    private record Parked(@Nullable Waker receiver, Waker sender) {}

    private static final Box NULL = new Box(null);

    private static final VarHandle SLOT =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "slot",
                    VarHandle.class,
                    OneshotReceiver.class,
                    Object.class);

    private volatile @Nullable Object slot;

    private static boolean isOpen(@Nullable Object seen) {
        return seen == null || seen instanceof Waker || seen instanceof Parked;
    }

    private static @Nullable Waker receiverIn(@Nullable Object seen) {
        if (seen instanceof Parked parked) {
            return parked.receiver;
        }
        return seen instanceof Waker waker ? waker : null;
    }

    private static @Nullable Waker senderIn(@Nullable Object seen) {
        return seen instanceof Parked parked ? parked.sender : null;
    }

    private static Object box(@Nullable Object value) {
        if (value == null) {
            return NULL;
        }
        return value instanceof Waker ? new Box(value) : value;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // null is in a box only if T allows it
    private T unbox(Object sent) {
        return (T) (sent instanceof Box box ? box.value : sent);
    }

    @Override
    public Poll<T> poll(Context cx) throws ClosedException {
        Object seen = slot;
        if (seen == End.ENDED) {
            throw Misuse.ended("the receiver of a oneshot");
        }
        if (cx.exhausted()) {
            return Poll.pending();
        }
        while (seen == null || isOpen(seen)) {
            if (receiverIn(seen) == cx.waker()) {
                return Poll.pending();
            }
            Object found = SLOT.compareAndExchange(this, seen, park(seen, cx.waker()));
            if (found == seen) {
                return Poll.pending();
            }
            seen = found;
        }
        SLOT.setRelease(this, End.ENDED);
        cx.spend();
        if (seen instanceof End) {
            throw new ClosedException("the sender of the oneshot was closed without a value");
        }
        return Poll.ready(unbox(seen));
    }

    private static Object park(@Nullable Object seen, Waker receiver) {
        return seen instanceof Parked parked ? new Parked(receiver, parked.sender) : receiver;
    }

    @Override
    public TryReceive<T> tryReceive() {
        Object seen = slot;
        if (seen == null || isOpen(seen)) {
            return TryReceive.empty();
        }
        SLOT.setRelease(this, End.ENDED);
        return seen instanceof End ? TryReceive.closed() : new TryReceive.Received<>(unbox(seen));
    }

    @Override
    public T blockingReceive() throws InterruptedException, ClosedException {
        return BlockingWait.<T, ClosedException>on(byRef(), "blockingReceive()", "await()");
    }

    @Override
    public boolean isEmpty() {
        Object seen = slot;
        return isOpen(seen) || seen instanceof End;
    }

    @Override
    public void shutdown() {
        settle(End.SHUT);
    }

    @Override
    public boolean isTerminated() {
        return slot == End.ENDED;
    }

    @Override
    public boolean cancel(Context cx) {
        close();
        return true;
    }

    @Override
    public void close() {
        Object seen = SLOT.getAndSet(this, End.ENDED);
        if (isOpen(seen)) {
            Wakes.wake(senderIn(seen));
        } else if (!(seen instanceof End)) {
            Owned.drop(unbox(seen));
        }
    }

    /** The sender's value; false if it came too late. */
    boolean offer(T value) {
        return settle(box(value));
    }

    /** The sender has no value. */
    void giveUp() {
        settle(End.GIVEN_UP);
    }

    /** Leaves the open state for {@code outcome} and wakes who is parked; false if it was left. */
    private boolean settle(Object outcome) {
        Object seen = slot;
        while (isOpen(seen)) {
            Object found = SLOT.compareAndExchange(this, seen, outcome);
            if (found == seen) {
                Wakes.wake(receiverIn(seen));
                if (outcome == End.SHUT) {
                    Wakes.wake(senderIn(seen));
                }
                return true;
            }
            seen = found;
        }
        return false;
    }

    /** Whether the receiver takes no value any more. */
    boolean refuses() {
        Object seen = slot;
        return seen == End.SHUT || seen == End.ENDED;
    }

    /** Parks the sender until the receiver refuses; false if it does already. */
    boolean parkSender(Waker sender) {
        Object seen = slot;
        while (isOpen(seen)) {
            if (senderIn(seen) == sender) {
                return true;
            }
            Object parked = new Parked(receiverIn(seen), sender);
            Object found = SLOT.compareAndExchange(this, seen, parked);
            if (found == seen) {
                return true;
            }
            seen = found;
        }
        return false;
    }

    /** Forgets the sender's waker. */
    void unparkSender() {
        Object seen = slot;
        while (seen instanceof Parked parked) {
            Object found = SLOT.compareAndExchange(this, seen, parked.receiver);
            if (found == seen) {
                return;
            }
            seen = found;
        }
    }

    @Override
    public String toString() {
        Object seen = slot;
        if (isOpen(seen)) {
            return "Oneshot.Receiver[open]";
        }
        return seen == End.ENDED ? "Oneshot.Receiver[ended]" : "Oneshot.Receiver[settled]";
    }
}
