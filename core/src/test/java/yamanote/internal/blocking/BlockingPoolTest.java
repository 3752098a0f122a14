package yamanote.internal.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Waker;
import yamanote.internal.blocking.BlockingJob.Kind;
import yamanote.internal.task.Ending;
import yamanote.internal.task.UnreadResults;
import yamanote.internal.util.Deadline;

/** The blocking pool; Tokio's blocking tests and rt_threaded.rs (blocking). */
@Timeout(60)
class BlockingPoolTest {
    private final UnreadResults unread = new UnreadResults((site, failure) -> {});

    private static BlockingPool pool(int maxThreads, Duration keepAlive) {
        return new BlockingPool(
                new BlockingConfig(
                        maxThreads,
                        keepAlive.toNanos(),
                        20_000,
                        System::nanoTime,
                        loop -> Thread.ofPlatform().daemon().unstarted(loop)),
                () -> {});
    }

    /** B143: the limit adds queueing, in order, and no failure. */
    @Test
    void atTheLimitJobsWaitInOrder() throws Exception {
        BlockingPool pool = pool(1, Duration.ofSeconds(10));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<BlockingJob> jobs = new ArrayList<>();
        jobs.add(
                submit(
                        pool,
                        () -> {
                            begun.countDown();
                            return gate.await(10, TimeUnit.SECONDS);
                        }));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 5; i++) {
            int number = i;
            jobs.add(submit(pool, () -> order.add(number)));
        }
        assertThat(pool.threads()).isEqualTo(1);
        assertThat(pool.queueDepth()).isEqualTo(5);
        gate.countDown();
        for (BlockingJob job : jobs) {
            await(job);
        }
        assertThat(order).containsExactly(0, 1, 2, 3, 4);
        close(pool);
    }

    /** B144: quick jobs mixed with long-lived ones; none lies beside an idle thread. */
    @Test
    void noJobIsLeftBesideAnIdleThread() throws Exception {
        BlockingPool pool = pool(512, Duration.ofSeconds(10));
        for (int round = 0; round < 512; round++) {
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch started = new CountDownLatch(3);
            List<BlockingJob> jobs = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                jobs.add(submit(pool, () -> 1));
                jobs.add(
                        submit(
                                pool,
                                () -> {
                                    started.countDown();
                                    return release.await(20, TimeUnit.SECONDS);
                                }));
            }
            assertThat(started.await(1, TimeUnit.SECONDS)).as("round %s", round).isTrue();
            release.countDown();
            for (BlockingJob job : jobs) {
                await(job);
            }
        }
        close(pool);
    }

    /** B145. */
    @Test
    void idleThreadsEndAndThePoolGrowsAgain() throws Exception {
        BlockingPool pool = pool(4, Duration.ofMillis(10));
        await(submit(pool, () -> 1));
        while (pool.threads() > 0) {
            Thread.onSpinWait();
        }
        await(submit(pool, () -> 1));
        close(pool);
    }

    @Test
    void anIdleThreadIsUsedAgain() throws Exception {
        BlockingPool pool = pool(4, Duration.ofSeconds(10));
        for (int i = 0; i < 10; i++) {
            await(submit(pool, () -> 1));
            while (pool.idleThreads() == 0) {
                Thread.onSpinWait();
            }
        }
        assertThat(pool.threads()).isEqualTo(1);
        close(pool);
        assertThat(pool.threads()).isZero();
    }

    @Test
    void abortBeforeTheStartCancels() throws Exception {
        BlockingPool pool = pool(1, Duration.ofSeconds(10));
        CountDownLatch gate = new CountDownLatch(1);
        BlockingJob first = submit(pool, () -> gate.await(10, TimeUnit.SECONDS));
        AtomicBoolean ran = new AtomicBoolean();
        BlockingJob second = submit(pool, () -> ran.getAndSet(true));
        second.abort();
        assertThat(second.payload()).isSameAs(Ending.CANCELLED);
        gate.countDown();
        await(first);
        await(submit(pool, () -> 1));
        assertThat(ran).isFalse();
        close(pool);
    }

    @Test
    void abortAfterTheStartInterruptsThisJobAndNotTheNext() throws Exception {
        BlockingPool pool = pool(1, Duration.ofSeconds(10));
        for (int round = 0; round < 200; round++) {
            CountDownLatch started = new CountDownLatch(1);
            BlockingJob job =
                    submit(
                            pool,
                            () -> {
                                started.countDown();
                                return new CountDownLatch(1).await(10, TimeUnit.SECONDS);
                            });
            BlockingJob next = submit(pool, Thread::interrupted);
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
            job.abort();
            await(job);
            assertThat(job.payload()).isSameAs(Ending.CANCELLED);
            await(next);
            assertThat(next.payload()).isEqualTo(false);
        }
        close(pool);
    }

    @Test
    void aMandatoryJobIsNotInterrupted() throws Exception {
        BlockingPool pool = pool(1, Duration.ofSeconds(10));
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        BlockingJob job =
                new BlockingJob(
                        () -> {
                            started.countDown();
                            return gate.await(10, TimeUnit.SECONDS);
                        },
                        Kind.MANDATORY,
                        unread);
        pool.submit(job);
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        job.abort();
        gate.countDown();
        await(job);
        assertThat(job.payload()).isEqualTo(true);
        close(pool);
    }

    /** B044. */
    @Test
    void mandatoryJobsQueuedBeforeCloseAreRun() throws Exception {
        for (int round = 0; round < 100; round++) {
            BlockingPool pool = pool(1, Duration.ofSeconds(10));
            CountDownLatch gate = new CountDownLatch(1);
            AtomicInteger written = new AtomicInteger();
            submit(pool, () -> gate.await(10, TimeUnit.SECONDS));
            List<BlockingJob> ordinary = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                pool.submit(new BlockingJob(written::incrementAndGet, Kind.MANDATORY, unread));
                ordinary.add(submit(pool, () -> 1));
            }
            Thread closer = Thread.ofPlatform().start(() -> close(pool));
            gate.countDown();
            closer.join();
            assertThat(written).hasValue(10);
            for (BlockingJob job : ordinary) {
                assertThat(job.isComplete()).isTrue();
            }
        }
    }

    @Test
    void closeNamesAndInterruptsWhatRunsAtTheDeadline() throws Exception {
        BlockingPool pool = pool(1, Duration.ofSeconds(10));
        CountDownLatch started = new CountDownLatch(1);
        BlockingJob job =
                submit(
                        pool,
                        () -> {
                            started.countDown();
                            return new CountDownLatch(1).await(60, TimeUnit.SECONDS);
                        });
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        List<String> survivors = new ArrayList<>();
        pool.close(new Deadline(System::nanoTime, 50_000_000), survivors);
        assertThat(survivors).singleElement().asString().contains("blocking job");
        await(job);
    }

    private BlockingJob submit(BlockingPool pool, Callable<?> call) {
        BlockingJob job = new BlockingJob(call, Kind.ORDINARY, unread);
        pool.submit(job);
        return job;
    }

    private static void close(BlockingPool pool) {
        List<String> survivors = new ArrayList<>();
        pool.close(new Deadline(System::nanoTime, 10_000_000_000L), survivors);
        assertThat(survivors).isEmpty();
    }

    private static void await(BlockingJob job) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        if (job.register(null, Waker.of(ended::countDown)) != null) {
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Threads come one after the other; close does not take that for a want of threads. */
    @Test
    void whatThereAreThreadsForIsRunAlthoughThePoolCloses() {
        for (int round = 0; round < 200; round++) {
            BlockingPool pool = pool(8, Duration.ofSeconds(10));
            AtomicInteger ran = new AtomicInteger();
            for (int i = 0; i < 8; i++) {
                submit(pool, ran::incrementAndGet);
            }
            List<String> survivors = new ArrayList<>();
            pool.close(new Deadline(System::nanoTime, 20_000_000_000L), survivors);
            assertThat(survivors).isEmpty();
            assertThat(ran).hasValue(8);
        }
    }

    /** The job comes when the only thread there may be is no longer idle and not yet gone. */
    @Test
    void aJobThatMeetsAThreadOnItsWayOutIsRun() throws Exception {
        BlockingPool pool = pool(1, Duration.ZERO);
        for (int i = 0; i < 20_000; i++) {
            await(submit(pool, () -> 1));
        }
        close(pool);
    }
}
