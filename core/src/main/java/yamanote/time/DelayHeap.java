package yamanote.time;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yamanote.future.Waker;
import yamanote.internal.waiter.WaiterQueue;
import yamanote.internal.waiter.Wakes;
import yamanote.time.DelayQueue.Entry;

/**
 * The items of a {@link DelayQueue}, first due first, and the waker of whoever waits for them; with
 * the lock that guards both. Any thread.
 */
final class DelayHeap<T> extends WaiterQueue {
    /*
     * A binary heap by (deadline, sequence), so that of two items due together the one put in first
     * comes first. An entry knows its place; GONE marks one that is not inside, for good: an entry
     * never comes back. The array follows the size down as well as up.
     *
     * Waiting: under the lock the poller finds that nothing is due, leaves its waker and notes the
     * deadline that it will sleep to. Whoever makes something due before that, or takes the last
     * item out, takes the waker, and wakes it after the lock was released. So a waker that is here
     * stands for a poll that has seen all that is inside.
     */
    static final int GONE = -1;

    /** What {@link #awaited} gives if the queue was empty. */
    static final long NOTHING = Long.MIN_VALUE;

    private static final int SMALLEST = 16;

    private @Nullable Entry<T>[] entries = newArray(SMALLEST);
    private int size;
    private long sequence;
    private @Nullable Waker waker;
    private long awaited = NOTHING;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <T> @Nullable Entry<T>[] newArray(int length) {
        return (@Nullable Entry<T>[]) new @Nullable Entry[length];
    }

    void insert(Entry<T> entry) {
        Waker poller;
        lockQueue();
        try {
            if (size == entries.length) {
                entries = Arrays.copyOf(entries, 2 * size);
            }
            entry.sequence = sequence++;
            siftUp(entry, size++);
            poller = pollerBefore(entry.deadline);
        } finally {
            unlockQueue();
        }
        Wakes.wake(poller);
    }

    /** Takes {@code entry} out; false if it is not inside. */
    boolean remove(Entry<T> entry) {
        Waker poller;
        lockQueue();
        try {
            if (entry.place == GONE) {
                return false;
            }
            removeAt(entry.place);
            poller = size == 0 ? poller() : null;
        } finally {
            unlockQueue();
        }
        Wakes.wake(poller);
        return true;
    }

    /** Moves the deadline of {@code entry}; false if it is not inside. */
    boolean reset(Entry<T> entry, long deadline) {
        Waker poller;
        lockQueue();
        try {
            if (entry.place == GONE) {
                return false;
            }
            entry.deadline = deadline;
            entry.sequence = sequence++;
            place(entry, entry.place);
            poller = pollerBefore(deadline);
        } finally {
            unlockQueue();
        }
        Wakes.wake(poller);
        return true;
    }

    /**
     * Takes out the first item if it is due at {@code now}. Null: none is, and unless the queue is
     * empty {@code poller} will be woken when there may be one before {@link #awaited()}.
     */
    @Nullable Entry<T> takeDue(long now, Waker poller) {
        lockQueue();
        try {
            Entry<T> first = entries[0];
            if (first != null && first.deadline <= now) {
                waker = null;
                removeAt(0);
                return first;
            }
            awaited = first == null ? NOTHING : first.deadline;
            waker = first == null ? null : poller;
            return null;
        } finally {
            unlockQueue();
        }
    }

    /** The poller: the deadline that was first at its last {@link #takeDue}. */
    long awaited() {
        return awaited;
    }

    /** The poller waits no more. */
    void forgetPoller() {
        lockQueue();
        waker = null;
        unlockQueue();
    }

    /** Takes everything out; first due is not first in the list. */
    List<@Nullable Entry<T>> removeAll() {
        List<@Nullable Entry<T>> all;
        Waker poller;
        lockQueue();
        try {
            all = Arrays.asList(entries).subList(0, size);
            for (Entry<T> entry : all) {
                if (entry != null) {
                    entry.place = GONE;
                }
            }
            entries = newArray(SMALLEST);
            size = 0;
            poller = poller();
        } finally {
            unlockQueue();
        }
        Wakes.wake(poller);
        return all;
    }

    @Nullable Entry<T> peek() {
        lockQueue();
        try {
            return entries[0];
        } finally {
            unlockQueue();
        }
    }

    int size() {
        lockQueue();
        try {
            return size;
        } finally {
            unlockQueue();
        }
    }

    long deadline(Entry<?> entry) {
        lockQueue();
        try {
            return entry.deadline;
        } finally {
            unlockQueue();
        }
    }

    /** The length of the array, for tests. */
    int capacity() {
        return entries.length;
    }

    /** The waiting poller if it would sleep past {@code deadline}; it will be woken. */
    private @Nullable Waker pollerBefore(long deadline) {
        return deadline < awaited ? poller() : null;
    }

    private @Nullable Waker poller() {
        Waker poller = waker;
        waker = null;
        return poller;
    }

    private void removeAt(int place) {
        Entry<T> removed = at(place);
        Entry<T> last = at(--size);
        entries[size] = null;
        if (removed != last) {
            place(last, place);
        }
        removed.place = GONE;
        if (size < entries.length / 4 && entries.length > SMALLEST) {
            entries = Arrays.copyOf(entries, entries.length / 2);
        }
    }

    /** Puts {@code entry} where it belongs, from {@code place}, which is free for it. */
    private void place(Entry<T> entry, int place) {
        if (place > 0 && entry.isBefore(at((place - 1) / 2))) {
            siftUp(entry, place);
        } else {
            siftDown(entry, place);
        }
    }

    private void siftUp(Entry<T> entry, int from) {
        int place = from;
        while (place > 0) {
            Entry<T> parent = at((place - 1) / 2);
            if (!entry.isBefore(parent)) {
                break;
            }
            set(parent, place);
            place = (place - 1) / 2;
        }
        set(entry, place);
    }

    private void siftDown(Entry<T> entry, int from) {
        int place = from;
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            if (child + 1 < size && at(child + 1).isBefore(at(child))) {
                child++;
            }
            if (!at(child).isBefore(entry)) {
                break;
            }
            set(at(child), place);
            place = child;
        }
        set(entry, place);
    }

    private void set(Entry<T> entry, int place) {
        entries[place] = entry;
        entry.place = place;
    }

    private Entry<T> at(int place) {
        Entry<T> entry = entries[place];
        if (entry == null) {
            throw new AssertionError("no item at " + place + " of " + size);
        }
        return entry;
    }
}
