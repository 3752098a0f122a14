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

/** Two workers sleep, then one gets stuck in a poll: the other comes, without a watchdog. */
@Timeout(100)
class HandOnTest {
    private static final int ROUNDS = 1_000;

    private final MultiThreadScheduler scheduler =
            new MultiThreadScheduler(new NoServices(), NoServices.CONFIG, 2, new DaemonThreads());

    @BeforeEach
    void start() {
        scheduler.start();
    }

    @AfterEach
    void close() {
        scheduler.startClosing();
        scheduler.awaitEnd(
                new Deadline(System::nanoTime, TimeUnit.SECONDS.toNanos(10)), new ArrayList<>());
    }

    /** Whoever queued the second task saw the worker search that has found the first. */
    @Test
    void whoeverHasFoundATaskHandsTheSearchOn() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            CountDownLatch ran = new CountDownLatch(1);
            CountDownLatch inTime = new CountDownLatch(1);
            awaitSleep();
            scheduler.spawn(stuckUntil(ran, inTime));
            scheduler.spawn(opening(ran));
            assertThat(inTime.await(10, TimeUnit.SECONDS)).as("round %d", i).isTrue();
        }
    }

    @Test
    void aTaskQueuedByAPollRunsBesideIt() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            CountDownLatch ran = new CountDownLatch(1);
            CountDownLatch inTime = new CountDownLatch(1);
            awaitSleep();
            scheduler.spawn(
                    task(_ -> {
                        scheduler.spawn(opening(ran));
                        scheduler.spawn(
                                opening(new CountDownLatch(1))); // into the LIFO slot instead
                        if (ran.await(10, TimeUnit.SECONDS)) {
                            inTime.countDown();
                        }
                        return Poll.ready(0);
                    }));
            assertThat(inTime.await(20, TimeUnit.SECONDS)).as("round %d", i).isTrue();
        }
    }

    private void awaitSleep() {
        while (!scheduler.idle.areAllAsleep()) {
            Thread.onSpinWait();
        }
    }

    private Task stuckUntil(CountDownLatch ran, CountDownLatch inTime) {
        return task(_ -> {
            if (ran.await(5, TimeUnit.SECONDS)) {
                inTime.countDown();
            }
            return Poll.ready(0);
        });
    }

    private Task opening(CountDownLatch latch) {
        return task(_ -> {
            latch.countDown();
            return Poll.ready(0);
        });
    }

    private Task task(Future<Integer> future) {
        return new Task(future, scheduler);
    }
}
