package yamanote.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.task.Task;
import yamanote.internal.util.Deadline;

/** One of two workers is stuck in a poll, the other sleeps. */
@Timeout(60)
class WatchdogTest {
    private final MultiThreadScheduler scheduler =
            new MultiThreadScheduler(
                    new NoServices(), NoServices.watched(), 2, new DaemonThreads());
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final CountDownLatch ran = new CountDownLatch(1);

    @BeforeEach
    void oneIsStuckAndTheOtherSleeps() throws Exception {
        scheduler.start();
        scheduler.spawn(
                task(cx -> {
                    stuck.countDown();
                    ran.await();
                    return Poll.ready(0);
                }));
        stuck.await();
        while (!scheduler.idle.isAsleep(0) && !scheduler.idle.isAsleep(1)) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void close() {
        ran.countDown();
        scheduler.startClosing();
        scheduler.awaitEnd(
                new Deadline(System::nanoTime, TimeUnit.SECONDS.toNanos(10)), new ArrayList<>());
    }

    /** It came while the other was on its way to sleep, so whoever queued it woke nobody. */
    @Test
    void aTaskInTheGlobalQueueOfWhichNobodyWasToldIsRun() throws Exception {
        scheduler.global.push(
                task(cx -> {
                    ran.countDown();
                    return Poll.ready(0);
                }));
        assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private Task task(Future<Integer> future) {
        return new Task(future, scheduler);
    }
}
