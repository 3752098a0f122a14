package yamanote.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.task.Task;
import yamanote.internal.util.Deadline;

/** The end of a worker, by hand. */
class WorkerEndTest {
    private final NoServices services = new NoServices();

    /** Else the shutdown counts it twice, and closes the driver while another still runs. */
    @Test
    void aWorkerThatHasEndedIsNotClaimedAgain() {
        var scheduler = new MultiThreadScheduler(services, NoServices.CONFIG, 1, new NoThreads());
        Worker worker = scheduler.worker(0);
        assertThat(worker.claim()).isTrue();
        scheduler.startClosing();
        scheduler.awaitEnd(new Deadline(() -> 0, 0), new ArrayList<>());
        worker.run(new WorkerContext(services));
        assertThat(worker.claim()).isFalse();
    }

    /**
     * A worker that was in a poll at the deadline, with more tasks behind it than its ring holds:
     * those that flow over into the closed global queue end too.
     */
    @Test
    void aWorkerThatComesAfterTheSweepEndsAllThatGaveWay() {
        var scheduler = new MultiThreadScheduler(services, NoServices.CONFIG, 1, new NoThreads());
        Worker worker = scheduler.worker(0);
        assertThat(worker.claim()).isTrue();
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 2 * LocalQueue.CAPACITY; i++) {
            Task task = new Task((Future<Integer>) _ -> Poll.pending(), scheduler);
            tasks.add(task);
            worker.deferred.add(task);
        }
        scheduler.startClosing();
        scheduler.awaitEnd(new Deadline(() -> 0, 0), new ArrayList<>());
        assertThat(tasks).noneMatch(Task::isComplete);
        worker.run(new WorkerContext(services));
        assertThat(tasks).allMatch(Task::isComplete);
    }

    private static final class NoThreads implements WorkerThreads {
        @Override
        public Thread newWorker(String role, Runnable loop) {
            throw new AssertionError("no threads here");
        }

        @Override
        public Thread newHelper(String role, Runnable loop) {
            throw new AssertionError("no threads here");
        }

        @Override
        public void substitute(Runnable loop) {
            throw new AssertionError("no threads here");
        }
    }
}
