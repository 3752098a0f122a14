package yamanote.internal.task;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that have survived their first poll, so that shutdown finds them wherever they wait. A
 * table in chunks that never move; a task knows its slot.
 *
 * <p>Each thread that runs tasks adds and removes through a {@link Shard} of its own, without locks
 * and without read-modify-writes: a slot is written by whoever runs the task, and a free slot
 * belongs to one shard. Only runs of free slots go through the lock, so that a thread that only
 * adds and one that only removes stay in balance.
 *
 * <p>{@link #forEach} runs beside the owners: it sees a task whose {@code add} happened before, and
 * may see one that has just been removed.
 */
public final class OwnedTasks {
    private static final int CHUNK_BITS = 10;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int RUN = 64;

    private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(Task[].class);

    private final Shard shared = new Shard();

    private volatile @Nullable Task[] @Nullable [] chunks = new Task[4][];

    // Guarded by this.
    private int top;
    private int[] free = new int[RUN];
    private int freed;

    /** An empty table. */
    public OwnedTasks() {}

    /** A shard for one thread at a time. */
    public Shard newShard() {
        return new Shard();
    }

    /** Any thread: adds a task that the caller runs. */
    public void add(Task task) {
        synchronized (shared) {
            shared.add(task);
        }
    }

    /** Any thread: removes a task that the caller runs. */
    public void remove(Task task) {
        synchronized (shared) {
            shared.remove(task);
        }
    }

    /** Calls {@code action} for each. */
    public void forEach(Consumer<Task> action) {
        for (@Nullable Task @Nullable [] chunk : chunks) {
            for (int i = 0; chunk != null && i < CHUNK; i++) {
                Task task = (Task) SLOTS.getAcquire(chunk, i);
                if (task != null) {
                    action.accept(task);
                }
            }
        }
    }

    private void set(int slot, @Nullable Task task) {
        @Nullable Task @Nullable [] chunk = chunks[slot >>> CHUNK_BITS];
        if (chunk != null) {
            SLOTS.setRelease(chunk, slot & (CHUNK - 1), task);
        }
    }

    /** Puts free slots into {@code into}; returns how many. */
    private synchronized int takeFree(int[] into) {
        if (freed > 0) {
            int count = Math.min(freed, RUN);
            freed -= count;
            System.arraycopy(free, freed, into, 0, count);
            return count;
        }
        if (top >= TaskState.SLOTS - RUN) {
            throw new IllegalStateException("more than " + top + " tasks are alive");
        }
        for (int i = 0; i < RUN; i++) {
            into[i] = top + RUN - 1 - i;
        }
        int index = top >>> CHUNK_BITS;
        @Nullable Task[] @Nullable [] known = chunks;
        if (index == known.length) {
            known = Arrays.copyOf(known, index * 2);
        }
        if (known[index] == null) {
            known[index] = new Task[CHUNK];
            chunks = known; // releases the chunk to forEach()
        }
        top += RUN;
        return RUN;
    }

    private synchronized void giveFree(int[] from, int start) {
        if (freed + RUN > free.length) {
            free = Arrays.copyOf(free, free.length * 2);
        }
        System.arraycopy(from, start, free, freed, RUN);
        freed += RUN;
    }

    /** One thread's share of the free slots. */
    public final class Shard {
        private final int[] mine = new int[2 * RUN];
        private int count;

        private Shard() {}

        /** The runner: adds a task that was never in here. */
        public void add(Task task) {
            if (count == 0) {
                count = takeFree(mine);
            }
            int slot = mine[--count];
            task.slot(slot + 1);
            set(slot, task);
        }

        /** The runner: removes a task that is in here, whichever shard has added it. */
        public void remove(Task task) {
            int slot = task.slot() - 1;
            set(slot, null);
            if (count == mine.length) {
                count -= RUN;
                giveFree(mine, count);
            }
            mine[count++] = slot;
        }
    }
}
