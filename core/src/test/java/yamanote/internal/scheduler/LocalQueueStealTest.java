package yamanote.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.internal.task.Task;
import yamanote.internal.task.Unscheduled;

/** The owner goes round and round the ring, which it keeps full, while thieves copy. */
@Timeout(60)
class LocalQueueStealTest {
    private static final int TASKS = 400_000;
    private static final int THIEVES = 2;

    private final LocalQueue queue = new LocalQueue();
    private final GlobalQueue overflow = new GlobalQueue();
    private final AtomicIntegerArray taken = new AtomicIntegerArray(TASKS);
    private final ConcurrentLinkedQueue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    @Test
    void eachTaskIsTakenOnceThoughSlotsAreReusedAtOnce() throws Exception {
        List<Thread> thieves = new ArrayList<>();
        for (int i = 0; i < THIEVES; i++) {
            thieves.add(Thread.ofPlatform().daemon().start(() -> guarded(this::steal)));
        }
        guarded(this::own);
        over = true;
        for (Thread thief : thieves) {
            thief.join();
        }
        assertThat(thrown).isEmpty();
        for (int i = 0; i < TASKS; i++) {
            assertThat(taken.get(i)).as("task %d", i).isEqualTo(1);
        }
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            thrown.add(e);
        }
    }

    /** Fills the ring, and as soon as a thief is at work pushes into the slots behind it. */
    private void own() {
        Task[] tasks = new Task[TASKS];
        for (int i = 0; i < TASKS; i++) {
            tasks[i] = new Task(i, Unscheduled.INSTANCE);
        }
        for (int i = 0; i < TASKS; ) {
            while (i < TASKS && queue.size() < LocalQueue.CAPACITY) {
                queue.push(tasks[i++], overflow);
            }
            for (int spins = 0; queue.size() == LocalQueue.CAPACITY && spins < 20_000; spins++) {
                Thread.onSpinWait();
            }
            if (i % 3 == 0) {
                take(queue.pop());
            }
        }
        while (take(queue.pop())) {
            // the next
        }
        while (take(overflow.pop())) {
            // the next
        }
    }

    private void steal() {
        LocalQueue mine = new LocalQueue();
        while (!over) {
            take(queue.stealInto(mine));
            while (take(mine.pop())) {
                // the next
            }
        }
    }

    private boolean take(Task task) {
        if (task == null) {
            return false;
        }
        if (task.payload() instanceof Integer number) {
            taken.incrementAndGet(number);
        }
        return true;
    }
}
