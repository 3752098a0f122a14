package yamanote.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.internal.task.Task;
import yamanote.internal.timer.TimerEntry;
import yamanote.internal.timer.TimerWheel;
import yamanote.internal.util.Deadline;

/** A worker that was woken for nothing again and again, while another is busy. */
@Timeout(60)
class LingerTest {
    private static final SchedulerConfig TIMED =
            new SchedulerConfig(
                    null, true, 61, 61, true, 0, 0, (_, _, _, _) -> {}, null, null, null);

    private final MultiThreadScheduler scheduler =
            new MultiThreadScheduler(
                    new NoServices(System::nanoTime), TIMED, 2, new DaemonThreads());
    private final CountDownLatch over = new CountDownLatch(1);

    /** The wheel has nothing to wait for when the worker begins to linger. */
    @Test
    void aTimerArmedFromOutsideMeanwhileFiresInTime() throws Exception {
        scheduler.start();
        try {
            int busy = makeOneBusy();
            Worker lingering = scheduler.worker(1 - busy);
            long[] took = new long[21];
            for (int i = 0; i < took.length; i++) {
                wakeForNothing(1 - busy, busy);
                CountDownLatch fired = new CountDownLatch(1);
                new Alarm(lingering.wheel, System.nanoTime() + 1_000_000).arm(fired::countDown);
                long start = System.nanoTime();
                while (fired.getCount() > 0) {
                    scheduler.worker(busy).stats.polls.increment();
                    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
                }
                took[i] = System.nanoTime() - start;
            }
            Arrays.sort(took);
            assertThat(took[took.length / 2]).as("the median").isLessThan(10_000_000);
        } finally {
            over.countDown();
            scheduler.startClosing();
            scheduler.awaitEnd(
                    new Deadline(System::nanoTime, TimeUnit.SECONDS.toNanos(10)),
                    new ArrayList<>());
        }
    }

    private int makeOneBusy() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        scheduler.spawn(
                new Task(
                        (Future<Integer>)
                                _ -> {
                                    stuck.countDown();
                                    over.await();
                                    return Poll.ready(0);
                                },
                        scheduler));
        stuck.await();
        while (!scheduler.idle.isAsleep(0) && !scheduler.idle.isAsleep(1)) {
            Thread.onSpinWait();
        }
        return scheduler.idle.isAsleep(0) ? 1 : 0;
    }

    /** In a burst; the other seems to be busy, so that the worker goes on lingering. */
    private void wakeForNothing(int worker, int busy) {
        for (int i = 0; i < 50; i++) {
            long start = System.nanoTime();
            while (!scheduler.idle.isAsleep(worker) && System.nanoTime() - start < 1_000_000) {
                scheduler.worker(busy).stats.polls.increment();
            }
            scheduler.notifyOne();
        }
    }

    private static final class Alarm extends TimerEntry {
        Alarm(TimerWheel wheel, long deadline) {
            super(wheel, deadline, System.nanoTime());
        }

        void arm(Runnable onWake) {
            if (pollElapsed(Waker.of(onWake))) {
                onWake.run();
            }
        }
    }
}
