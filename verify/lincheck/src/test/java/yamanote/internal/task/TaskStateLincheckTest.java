package yamanote.internal.task;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;
import yamanote.internal.task.TaskState.Begin;
import yamanote.internal.task.TaskState.End;

/**
 * Whatever the order of wakes, aborts, polls and giving way: in the end the last poll has seen what
 * preceded the last wake, or the task is queued; it is never queued twice, and an abort is followed
 * by a cancel.
 */
public class TaskStateLincheckTest {
    private final AtomicInteger queued = new AtomicInteger(1);
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicInteger aborts = new AtomicInteger();
    private final Task task = new Task(null, new Queueing(queued));
    private int seen;
    private int cancels;

    @Operation
    public void wake() {
        written.incrementAndGet();
        task.wake();
    }

    @Operation
    public void abort() {
        aborts.incrementAndGet();
        written.incrementAndGet();
        task.abort();
    }

    @Operation(nonParallelGroup = "runner")
    public void poll() {
        if (begin() && task.endPoll() == End.AGAIN) {
            queued.incrementAndGet();
        }
    }

    /** Polls and gives way, so it is queued again. */
    @Operation(nonParallelGroup = "runner")
    public void giveWay() {
        if (begin()) {
            queued.incrementAndGet();
        }
    }

    private boolean begin() {
        if (queued.get() == 0) {
            return false;
        }
        queued.decrementAndGet();
        if (task.beginPoll() == Begin.CANCEL) {
            cancels++;
        }
        seen = written.get();
        return true;
    }

    @Validate
    public void noWakeIsLost() {
        int places = queued.get();
        if (places > 1) {
            throw new AssertionError("queued " + places + " times");
        }
        if (places == 0 && (seen < written.get() || aborts.get() > 0 && cancels == 0)) {
            throw new AssertionError("a wake or an abort is lost");
        }
    }

    @Test
    void noWakeAndNoAbortIsLost() {
        new ModelCheckingOptions()
                .iterations(12)
                .invocationsPerIteration(300)
                .threads(3)
                .actorsPerThread(3)
                .check(TaskStateLincheckTest.class);
    }

    private record Queueing(AtomicInteger queued) implements Scheduling {
        @Override
        public void schedule(Task task) {
            queued.incrementAndGet();
        }

        @Override
        public void requeue(Task task) {}

        @Override
        public void gaveWay(Task task) {}

        @Override
        public void adopt(Task task) {}

        @Override
        public void release(Task task) {}
    }
}
