package yamanote.internal.scheduler;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import yamanote.internal.task.Task;

/**
 * The queue of one worker: a ring of 256 tasks. The owner pushes at the tail; owner and thieves
 * take from the head, so tasks run in the order in which they came. Mirrors {@code
 * tokio::runtime::scheduler::multi_thread::queue}.
 */
final class LocalQueue extends LocalQueueTail {
    /*
     * Positions are ints that count on for ever; `position & MASK` is the slot.
     *
     *        steal ≤ real ≤ tail ≤ steal + 256
     *   [steal, real)  taken by a thief that still copies them; empty if none is at work
     *   [real, tail)   queued
     *
     * steal and real are one long, so that taking is one CAS for the owner and for thieves:
     *
     *   owner, pop          (s, r) -> (s, r + 1), or (r + 1, r + 1) if no thief is at work
     *   thief, claim        (r, r) -> (r, r + n); refused while another thief is at work
     *   thief, done         (s, r) -> (r, r)
     *   owner, overflow     (r, r) -> (tail, tail): everything, before it is divided
     *
     * Slots from steal up to tail are not the owner's to write, so what a thief copies stands still
     * until `done`. The owner's slot write is released by the tail's store and acquired by the
     * thief's load of it; the thief's reads (and its nulls) are released by `done` and acquired by
     * the owner's load of the head before it writes the slot again. Every CAS of the head succeeds
     * only on the very value that was read, so a stale tail can only make a thief take less.
     */

    static final int CAPACITY = 256;
    private static final int MASK = CAPACITY - 1;
    private static final int HALF = CAPACITY / 2;

    private static final VarHandle HEAD =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "head",
                    VarHandle.class,
                    LocalQueueHead.class,
                    long.class);
    private static final VarHandle TAIL =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "tail",
                    VarHandle.class,
                    LocalQueueTail.class,
                    int.class);

    private final @Nullable Task[] slots = new Task[CAPACITY];

    /**
     * Owner-only. False: the ring was full, and half of it, or the task, is in {@code overflow}
     * now.
     */
    boolean push(Task task, GlobalQueue overflow) {
        int tail = this.tail;
        for (; ; ) {
            long head = (long) HEAD.getAcquire(this); // pairs with done()
            if (tail - steal(head) < CAPACITY) {
                slots[tail & MASK] = task;
                TAIL.setRelease(this, tail + 1); // to the thief's load in claim()
                return true;
            }
            if (steal(head) != real(head)) {
                overflow.overflow(task, task, 1); // a thief is at work: there will be room soon
                return false;
            }
            if (HEAD.compareAndSet(this, head, pack(tail, tail))) {
                divide(tail, task, overflow);
                return false;
            }
        }
    }

    /**
     * Owner-only, having taken all 256 out: the older half, whose slots are the next in turn, goes
     * back by moving the tail over it; the younger half and {@code task} go to {@code overflow}.
     */
    private void divide(int tail, Task task, GlobalQueue overflow) {
        Task oldest = take(tail + HALF);
        Task newest = oldest;
        for (int i = HALF + 1; i < CAPACITY; i++) {
            Task next = take(tail + i);
            next.next(newest);
            newest = next;
        }
        task.next(newest);
        overflow.overflow(task, oldest, HALF + 1);
        TAIL.setRelease(this, tail + HALF);
    }

    /** Owner-only: the task that came first. */
    @Nullable Task pop() {
        int tail = this.tail;
        long head = (long) HEAD.getAcquire(this);
        for (; ; ) {
            int real = real(head);
            if (real == tail) {
                return null;
            }
            int steal = steal(head);
            long next = pack(steal == real ? real + 1 : steal, real + 1);
            long seen = (long) HEAD.compareAndExchange(this, head, next);
            if (seen == head) {
                return take(real);
            }
            head = seen;
        }
    }

    /**
     * The owner of {@code into}: takes half of what is here, queues it there, but for one task that
     * is returned to be run. Null: nothing to be had, another thief is at work, or {@code into} is
     * half full.
     */
    @Nullable Task stealInto(LocalQueue into) {
        int room = into.tail - steal((long) HEAD.getAcquire(into));
        if (room > HALF) {
            return null;
        }
        long claimed = claim();
        int count = real(claimed) - steal(claimed);
        if (count == 0) {
            return null;
        }
        int tail = into.tail;
        Task first = take(steal(claimed));
        for (int i = 1; i < count; i++) {
            into.slots[(tail + i - 1) & MASK] = take(steal(claimed) + i);
        }
        done();
        if (count > 1) {
            TAIL.setRelease(into, tail + count - 1);
        }
        return first;
    }

    /** A thief: marks half of the queued tasks as being copied. Steal == real: there are none. */
    private long claim() {
        long head = (long) HEAD.getAcquire(this);
        for (; ; ) {
            int steal = steal(head);
            int real = real(head);
            int queued = (int) TAIL.getAcquire(this) - real; // pairs with push()
            int count = queued - queued / 2;
            if (steal != real || queued <= 0) {
                return 0;
            }
            long claimed = pack(real, real + count);
            long seen = (long) HEAD.compareAndExchange(this, head, claimed);
            if (seen == head) {
                return claimed;
            }
            head = seen;
        }
    }

    /** The thief, having copied: the slots are the owner's again. */
    private void done() {
        long head = (long) HEAD.getAcquire(this);
        for (; ; ) {
            int real = real(head);
            long seen = (long) HEAD.compareAndExchange(this, head, pack(real, real));
            if (seen == head) {
                return;
            }
            head = seen;
        }
    }

    /** Whoever has taken the position: a slot keeps no task that has left it. */
    private Task take(int position) {
        Task task = slots[position & MASK];
        slots[position & MASK] = null;
        if (task == null) {
            throw new AssertionError("a queued slot holds a task");
        }
        return task;
    }

    /** Any thread: how many are queued; a snapshot. */
    int size() {
        int real = real((long) HEAD.getAcquire(this));
        return Math.max(0, (int) TAIL.getAcquire(this) - real);
    }

    /** Any thread: a snapshot; after a full fence it misses nothing pushed before the fence. */
    boolean isEmpty() {
        return size() == 0;
    }

    /** Owner-only: how many more may be pushed before it overflows. */
    int room() {
        return CAPACITY - (tail - steal((long) HEAD.getAcquire(this)));
    }

    private static int steal(long head) {
        return (int) (head >>> 32);
    }

    private static int real(long head) {
        return (int) head;
    }

    private static long pack(int steal, int real) {
        return ((long) steal << 32) | (real & 0xFFFF_FFFFL);
    }
}

/** Keeps the head, which thieves write, off the cache lines of what lies before it. */
abstract class LocalQueuePad {
    long p00, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12, p13, p14;
}

/** The word that owner and thieves contend for. */
abstract class LocalQueueHead extends LocalQueuePad {
    volatile long head;
}

/** Keeps the tail off the head's cache lines. */
abstract class LocalQueueMiddle extends LocalQueueHead {
    long q00, q01, q02, q03, q04, q05, q06, q07, q08, q09, q10, q11, q12, q13, q14;
}

/** The word that only the owner writes. */
abstract class LocalQueueTail extends LocalQueueMiddle {
    int tail;
}
