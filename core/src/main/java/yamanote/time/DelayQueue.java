package yamanote.time;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.internal.timer.Nanos;
import yamanote.internal.timer.TimerWheel;
import yamanote.internal.util.Carrier;

/**
 * Items that come out when their time has come: first due, first out; due together, first in, first
 * out. Mirrors {@code tokio_util::time::DelayQueue}.
 *
 * <p>Putting an item in gives its {@link Entry}, which is the key to it and, later, what comes out.
 * Any thread may put in, move and remove; one owner at a time takes out. An item stays inside, and
 * may be moved or removed, until it is taken, also when it is overdue. The queue belongs to the
 * runtime in which it was made and keeps one timer there, however many items it holds; moving and
 * removing cost O(log n).
 *
 * <pre>{@code
 * while (sessions.nextExpired().await() instanceof DelayQueue.Entry<Session> expired) {
 *     expired.value().logOut();
 * }
 * }</pre>
 *
 * <p>An empty queue gives null at once. As a stream: {@code AsyncStream<DelayQueue.Entry<Session>>
 * stream = sessions::pollExpired}. Memory follows the number of items, up and down, so Tokio's
 * {@code compact} and {@code reserve} have no counterpart.
 */
public final class DelayQueue<T> {
    private final DelayHeap<T> heap = new DelayHeap<>();

    /** Belongs to the poller. */
    private final Sleep sleep;

    /** What {@link #sleep} was set to last. */
    private long sleepsTo = DelayHeap.NOTHING;

    DelayQueue(TimerWheel wheel) {
        sleep = Sleep.in(wheel, DelayHeap.NOTHING);
    }

    /**
     * An empty queue.
     *
     * @throws IllegalStateException outside of any runtime, or if its timers are off
     */
    public static <T> DelayQueue<T> create() {
        return new DelayQueue<>(CurrentRuntime.require("DelayQueue.create()").wheel());
    }

    /**
     * An item of a queue, and the key to it. It comes out of {@link #nextExpired()} itself.
     *
     * <p>Once taken, removed or cleared it is no key any more, for ever.
     */
    @SuppressWarnings("exports") // an Owned value goes with an item that is dropped
    public static final class Entry<T> implements Carrier {
        private final DelayHeap<T> heap;
        private final T value;

        // Guarded by the heap.
        long deadline;
        long sequence;
        int place = DelayHeap.GONE;

        Entry(DelayHeap<T> heap, T value, long deadline) {
            this.heap = heap;
            this.value = Objects.requireNonNull(value, "value");
            this.deadline = deadline;
        }

        /** The item. */
        @Override
        public T value() {
            return value;
        }

        /** When it is due, or was. */
        public Moment deadline() {
            return new Moment(heap.deadline(this));
        }

        boolean isBefore(Entry<T> other) {
            return deadline < other.deadline
                    || (deadline == other.deadline && sequence < other.sequence);
        }

        @Override
        public String toString() {
            return "Entry[" + value + " at " + deadline() + "]";
        }
    }

    /** Puts {@code value} in, due {@code after} from now; not after now: at once. Any thread. */
    public Entry<T> insert(T value, Duration after) {
        return insert(value, fromNow(after));
    }

    /** Puts {@code value} in, due at {@code moment}; in the past: at once. Any thread. */
    public Entry<T> insertAt(T value, Moment moment) {
        return insert(value, moment.nanos());
    }

    private Entry<T> insert(T value, long deadline) {
        Entry<T> entry = new Entry<>(heap, value, deadline);
        heap.insert(entry);
        return entry;
    }

    /**
     * Takes an item out before its time; gives its value. Any thread.
     *
     * @throws IllegalStateException if it is not inside any more, or in another queue
     */
    public T remove(Entry<T> entry) {
        if (entry.heap != heap || !heap.remove(entry)) {
            throw notInside("tryRemove(entry)");
        }
        return entry.value();
    }

    /** {@link #remove} of an item that may have come out: then, and from elsewhere, null. */
    public @Nullable T tryRemove(Entry<T> entry) {
        return entry.heap == heap && heap.remove(entry) ? entry.value() : null;
    }

    /**
     * Makes an item due {@code after} from now, instead of when it was. Any thread.
     *
     * @throws IllegalStateException if it is not inside any more, or in another queue
     */
    public void reset(Entry<T> entry, Duration after) {
        reset(entry, fromNow(after));
    }

    /**
     * Makes an item due at {@code moment}, instead of when it was. Any thread.
     *
     * @throws IllegalStateException if it is not inside any more, or in another queue
     */
    public void resetAt(Entry<T> entry, Moment moment) {
        reset(entry, moment.nanos());
    }

    private void reset(Entry<T> entry, long deadline) {
        if (entry.heap != heap || !heap.reset(entry, deadline)) {
            throw notInside("insert(value, after)");
        }
    }

    private static IllegalStateException notInside(String mend) {
        return new IllegalStateException(
                "the item is not in this queue: it was taken, removed or cleared, or is another"
                        + " queue's; where that may be, use "
                        + mend);
    }

    /**
     * The next item whose time has come, or null once the queue is empty; throws {@link
     * IllegalStateException} if the runtime was closed. One at a time. Cancel safe: nothing is
     * lost.
     */
    @CancelSafety(NOTHING_LOST)
    public Future<@Nullable Entry<T>> nextExpired() {
        return new NextExpired();
    }

    /**
     * {@link #nextExpired()} for futures and streams written by hand. Owner-only. Pending: the
     * context's waker is woken when the first item is due, or there is none any more.
     */
    public Poll<@Nullable Entry<T>> pollExpired(Context cx) {
        while (!cx.exhausted()) {
            long now = now();
            Entry<T> due = heap.takeDue(now, cx.waker());
            if (due != null || heap.awaited() == DelayHeap.NOTHING) {
                sleep.cancel(cx);
                cx.spend();
                return Poll.ready(due);
            }
            if (heap.awaited() != sleepsTo) {
                sleepsTo = heap.awaited();
                sleep.reset(sleepsTo, now);
            }
            if (sleep.poll(cx).isPending()) {
                return Poll.pending();
            }
        }
        return Poll.pending();
    }

    /** The item that is due first; null if there is none. Any thread. */
    public @Nullable Entry<T> peek() {
        return heap.peek();
    }

    /** How many items are inside, overdue ones included. Any thread. */
    public int size() {
        return heap.size();
    }

    /** Whether nothing is inside. Any thread. */
    public boolean isEmpty() {
        return size() == 0;
    }

    /** Takes everything out and drops it: an {@link Owned} is closed. Any thread. */
    public void clear() {
        heap.removeAll().forEach(Owned::drop);
    }

    private long fromNow(Duration after) {
        return Nanos.plus(now(), Nanos.of(after));
    }

    private long now() {
        return sleep.clock().nanos();
    }

    private void cancel(Context cx) {
        heap.forgetPoller();
        sleep.cancel(cx);
    }

    /** For tests. */
    DelayHeap<T> heap() {
        return heap;
    }

    @Override
    public String toString() {
        return "DelayQueue[" + size() + " items]";
    }

    /** One item awaited; what is to be remembered is in the queue. */
    private final class NextExpired implements Future<@Nullable Entry<T>> {
        private boolean ended;

        @Override
        public Poll<@Nullable Entry<T>> poll(Context cx) {
            if (ended) {
                throw new IllegalStateException(
                        "a nextExpired() was polled after it had ended: call it for each item");
            }
            ended = true;
            Poll<@Nullable Entry<T>> polled = pollExpired(cx);
            ended = polled.isReady();
            return polled;
        }

        @Override
        public boolean cancel(Context cx) {
            if (!ended) {
                ended = true;
                DelayQueue.this.cancel(cx);
            }
            return true;
        }
    }
}
