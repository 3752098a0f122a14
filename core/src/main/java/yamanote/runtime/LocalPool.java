package yamanote.runtime;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncAction;
import yamanote.future.AsyncBody;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.internal.task.Task;
import yamanote.internal.task.TaskWatch;
import yamanote.task.JoinHandle;

/**
 * Threads of which each runs its tasks alone and for good: for tasks that share state without locks
 * among those of one thread, on several threads. Mirrors {@code tokio_util::task::LocalPoolHandle}.
 *
 * <pre>{@code
 * try (var pool = LocalPool.of(4)) {
 *     JoinHandle<Report> report = pool.spawnPinned(() -> simulate(seed).await());
 *     …
 * }
 * }</pre>
 *
 * <p>Each thread drives a current-thread runtime of its own, with timers and I/O, so that {@code
 * spawn} and {@code spawnLocal} inside of a task start tasks of the same thread. Any thread may
 * spawn; nothing of a body runs on the spawner's. The pool is closed by its owner.
 */
public final class LocalPool implements AutoCloseable {
    private final Lane[] lanes;

    private LocalPool(Lane[] lanes) {
        this.lanes = lanes;
    }

    /**
     * A pool of so many threads.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static LocalPool of(int threads) {
        if (threads <= 0) {
            throw new IllegalArgumentException("threads must be > 0, was " + threads);
        }
        Lane[] lanes = new Lane[threads];
        for (int i = 0; i < threads; i++) {
            lanes[i] = new Lane(i);
        }
        return new LocalPool(lanes);
    }

    /**
     * Starts {@code future} as a task of the thread with the fewest tasks of this pool. On a closed
     * pool nothing of it runs and the handle ends as cancelled.
     */
    public <T extends @Nullable Object> JoinHandle<T> spawnPinned(Future<? extends T> future) {
        Objects.requireNonNull(future, "future");
        for (; ; ) {
            Lane least = lanes[0];
            int load = least.load.get();
            for (Lane lane : lanes) {
                int other = lane.load.get();
                if (other < load) {
                    least = lane;
                    load = other;
                }
            }
            if (least.load.compareAndSet(load, load + 1)) {
                return least.start(future);
            }
        }
    }

    /** {@link #spawnPinned(Future)} of a body. */
    public <T extends @Nullable Object> JoinHandle<T> spawnPinned(AsyncBody<T> body) {
        return spawnPinned(body.start());
    }

    /** {@link #spawnPinned(Future)} of an action. */
    public JoinHandle<@Nullable Void> spawnPinned(AsyncAction action) {
        return spawnPinned(action.start());
    }

    /**
     * Starts {@code future} as a task of thread {@code index}, from 0.
     *
     * @throws IndexOutOfBoundsException if there is no such thread
     */
    public <T extends @Nullable Object> JoinHandle<T> spawnPinnedTo(
            int index, Future<? extends T> future) {
        Objects.requireNonNull(future, "future");
        Lane lane = lanes[Objects.checkIndex(index, lanes.length)];
        lane.load.incrementAndGet();
        return lane.start(future);
    }

    /** {@link #spawnPinnedTo(int, Future)} of a body. */
    public <T extends @Nullable Object> JoinHandle<T> spawnPinnedTo(int index, AsyncBody<T> body) {
        return spawnPinnedTo(index, body.start());
    }

    /** {@link #spawnPinnedTo(int, Future)} of an action. */
    public JoinHandle<@Nullable Void> spawnPinnedTo(int index, AsyncAction action) {
        return spawnPinnedTo(index, action.start());
    }

    /** How many threads it has. */
    public int size() {
        return lanes.length;
    }

    /** How many tasks of this pool thread {@code index} has that have not ended. */
    public int load(int index) {
        return lanes[Objects.checkIndex(index, lanes.length)].load.get();
    }

    /**
     * Closes the runtimes of all threads, as {@link AsyncRuntime#close()} does, and ends the
     * threads.
     *
     * @throws IllegalStateException inside of a task, which would be blocked
     */
    @Override
    public void close() {
        for (Lane lane : lanes) {
            lane.runtime.close();
        }
    }

    /** One thread and its runtime. */
    private static final class Lane {
        final AsyncRuntime runtime;
        final AtomicInteger load = new AtomicInteger();

        Lane(int index) {
            runtime = AsyncRuntime.currentThread().name("yamanote-local-" + index).build();
            Thread.ofPlatform().daemon().name("yamanote-local-" + index).start(this::run);
        }

        private void run() {
            try {
                runtime.blockOn(Futures.pending());
            } catch (IllegalStateException closed) {
                // blockOn says so when its runtime is closed: the end of this thread
            } catch (Exception e) {
                throw new AssertionError("nobody interrupts this thread", e);
            }
        }

        /** With the load counted already. */
        <T extends @Nullable Object> JoinHandle<T> start(Future<? extends T> future) {
            Task task = runtime.handle().core().spawn(future);
            task.watch(new Counted(load));
            return JoinHandle.of(task);
        }
    }

    private static final class Counted extends TaskWatch {
        private final AtomicInteger load;

        Counted(AtomicInteger load) {
            this.load = load;
        }

        @Override
        protected void ended() {
            load.decrementAndGet();
        }
    }
}
