package yamanote.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
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
