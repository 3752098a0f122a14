package guide;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.blockInPlace;
import static yamanote.Async.join;
import static yamanote.Async.spawn;
import static yamanote.Async.spawnBlocking;
import static yamanote.Async.timeout;
import static yamanote.Async.yieldNow;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.runtime.AsyncRuntime;
import yamanote.sync.Mpsc;
import yamanote.sync.Mutex;
import yamanote.sync.Oneshot;
import yamanote.task.JoinHandle;

/**
 * Libraries that offer only blocking calls. One that many threads may use: {@code spawnBlocking}
 * for each call. One that only one thread may use at a time: a mutex around that. One that belongs
 * to a single thread: that thread, and a channel to it.
 */
@Timeout(60)
class SyncLibrariesTest {
    @FunctionalInterface
    interface Call<T, R> {
        R on(T library) throws Exception;
    }

    /** A blocking library whose calls may run beside each other. */
    record AsyncWrapper<T>(T library) {
        <R> Future<R> call(Call<T, R> call) {
            return async(() -> spawnBlocking(() -> call.on(library)).await());
        }
    }

    /** One whose calls may come from any thread, but one after the other. */
    record ExclusiveWrapper<T>(Mutex<T> library) {
        <R> Future<R> call(Call<T, R> call) {
            return async(() -> {
                var guard = library.lock().await();
                // The guard goes with the call: a caller who gives up does not let the next one in.
                return spawnBlocking(
                                () -> {
                                    try (guard) {
                                        return call.on(guard.get());
                                    }
                                })
                        .await();
            });
        }
    }

    /** One that must be opened, used and closed by one thread. */
    static final class DedicatedThread<T extends AutoCloseable> implements Owned {
        private interface Job<T> {
            void run(T library);
        }

        private final Mpsc.Sender<Job<T>> jobs;
        private final Thread thread;

        /** Waits for nothing; if {@code open} fails, every call does. */
        DedicatedThread(String name, int waiting, Callable<T> open) {
            Mpsc.Channel<Job<T>> channel = Mpsc.channel(waiting);
            jobs = channel.sender();
            thread = Thread.ofPlatform().name(name).start(() -> serve(open, channel.receiver()));
        }

        private static <T extends AutoCloseable> void serve(
                Callable<T> open, Mpsc.Receiver<Job<T>> jobs) {
            try (jobs;
                    T library = open.call()) {
                for (var job = jobs.blockingReceive(); job != null; job = jobs.blockingReceive()) {
                    job.run(library);
                }
            } catch (Exception e) {
                System.getLogger("guide").log(System.Logger.Level.ERROR, "library thread", e);
            }
        }

        /**
         * Waits for a place in the queue, then for the answer; a caller who has gone costs none.
         */
        <R> Future<R> call(Call<T, R> call) {
            return async(() -> {
                Oneshot.Channel<Answer<R>> answer = Oneshot.channel();
                jobs.send(
                                library -> {
                                    if (!answer.sender().isClosed()) {
                                        answer.sender().send(Answer.of(call, library));
                                    }
                                })
                        .await();
                return answer.receiver().await().get();
            });
        }

        /** What was asked before is still answered; then the thread closes the library and ends. */
        @Override
        public void close() {
            jobs.close();
        }

        void awaitEnd() throws InterruptedException {
            thread.join();
        }
    }

    /** A value, or what the call has thrown: it surfaces where the caller awaits. */
    private record Answer<R>(@Nullable R value, @Nullable Exception failure) {
        static <T, R> Answer<R> of(Call<T, R> call, T library) {
            try {
                return new Answer<>(call.on(library), null);
            } catch (Exception e) {
                return new Answer<>(null, e);
            }
        }

        R get() throws Exception {
            if (failure != null) {
                throw failure;
            }
            return value;
        }
    }

    /** A driver of the old kind, which notices if it is used by two threads at once. */
    private static class Driver implements AutoCloseable {
        private final Thread opened = Thread.currentThread();
        private final AtomicBoolean inUse = new AtomicBoolean();
        private int queries;
        private boolean closed;

        int query(String sql) throws SQLException {
            assertThat(inUse.getAndSet(true)).as("used by two at once").isFalse();
            try {
                if (sql.isEmpty()) {
                    throw new SQLException("empty statement");
                }
                return ++queries;
            } finally {
                inUse.set(false);
            }
        }

        @Override
        public void close() {
            assertThat(Thread.currentThread()).isSameAs(opened);
            closed = true;
        }
    }

    /** The two calls meet: each waits until the other runs. */
    @Test
    void callsRunBesideEachOtherAndBesideTheTasks() throws Exception {
        var library = new AsyncWrapper<>(new CyclicBarrier(2));
        try (var runtime = AsyncRuntime.currentThread().build()) {
            Thread caller = Thread.currentThread();
            runtime.blockOn(() -> {
                var both =
                        join(
                                library.call(barrier -> {
                                    barrier.await(20, SECONDS);
                                    return Thread.currentThread();
                                }),
                                library.call(barrier -> {
                                    barrier.await(20, SECONDS);
                                    return Thread.currentThread();
                                }));
                var threads = both.await();
                assertThat(threads.first()).isNotSameAs(threads.second()).isNotSameAs(caller);
            });
        }
    }

    @Test
    void mutexLetsOneCallInAtATime() throws Exception {
        var driver = new ExclusiveWrapper<>(Mutex.of(new Driver()));
        try (var runtime = AsyncRuntime.multiThread().workerThreads(2).build()) {
            runtime.blockOn(() -> {
                List<JoinHandle<Integer>> calls = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    calls.add(spawn(driver.call(it -> it.query("select 1"))));
                }
                for (var call : calls) {
                    call.await();
                }
                assertThat(driver.call(it -> it.query("select 1")).await()).isEqualTo(201);
            });
        }
    }

    /** A time limit ends the wait. The call goes on: nothing can stop a thread that blocks. */
    @Test
    void timeoutEndsTheWaitNotTheCall() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        var driver = new ExclusiveWrapper<>(Mutex.of(new Driver()));
        AtomicInteger result = new AtomicInteger();
        try (var runtime = AsyncRuntime.currentThread().build()) {
            runtime.blockOn(() -> {
                boolean timedOut = false;
                try {
                    timeout(
                                    Duration.ofMillis(10),
                                    driver.call(it -> {
                                        release.await();
                                        result.set(it.query("slow"));
                                        return 0;
                                    }))
                            .await();
                } catch (TimeoutException e) {
                    timedOut = true;
                }
                assertThat(timedOut).isTrue();
                assertThat(result).hasValue(0);
                release.countDown();
                assertThat(driver.call(it -> it.query("next")).await()).isEqualTo(2);
                assertThat(result).hasValue(1);
            });
        }
    }

    @Test
    void dedicatedThreadOpensUsesAndClosesTheLibrary() throws Exception {
        AtomicReference<@Nullable Driver> opened = new AtomicReference<>();
        var driver =
                new DedicatedThread<>(
                        "driver",
                        4,
                        () -> {
                            Driver it = new Driver();
                            opened.set(it);
                            return it;
                        });
        try (var runtime = AsyncRuntime.multiThread().workerThreads(2).build()) {
            runtime.blockOn(() -> {
                List<JoinHandle<Thread>> calls = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    calls.add(
                            spawn(
                                    driver.call(it -> {
                                        it.query("select 1");
                                        return Thread.currentThread();
                                    })));
                }
                for (var call : calls) {
                    assertThat(call.await().getName()).isEqualTo("driver");
                }
            });
        }
        driver.close();
        driver.awaitEnd();
        assertThat(opened.get().closed).isTrue();
        assertThat(opened.get().queries).isEqualTo(100);
    }

    @Test
    void failureOfTheLibrarySurfacesAtTheAwaitAndTheNextCallGoesOn() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build();
                var driver = new DedicatedThread<>("driver", 4, Driver::new)) {
            runtime.blockOn(() -> {
                String message = "";
                try {
                    driver.call(it -> it.query("")).await();
                } catch (SQLException e) {
                    message = e.getMessage();
                }
                assertThat(message).isEqualTo("empty statement");
                assertThat(driver.call(it -> it.query("select 1")).await()).isEqualTo(1);
            });
        }
    }

    /** The queue has an end, so a slow library slows its callers down and fills no memory. */
    @Test
    void callersWaitForAPlaceInTheQueueAndThoseWhoHaveGoneCostNothing() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (var runtime = AsyncRuntime.currentThread().build();
                var driver = new DedicatedThread<>("driver", 1, Driver::new)) {
            runtime.blockOn(() -> {
                var slow =
                        spawn(
                                driver.call(it -> {
                                    begun.countDown();
                                    release.await();
                                    return it.query("slow");
                                }));
                yieldNow().await();
                spawnBlocking(() -> begun.await()).await();
                var gone = spawn(driver.call(it -> it.query("nobody wants it")));
                yieldNow().await();
                var waits = spawn(driver.call(it -> it.query("next")));
                yieldNow().await();
                assertThat(driver.jobs.capacity()).isZero();
                gone.abort();
                gone.outcome().await();
                release.countDown();
                assertThat(slow.await()).isEqualTo(1);
                assertThat(waits.await()).isEqualTo(2);
            });
        }
    }

    /** The task stays on its thread, so nothing is handed over; the worker's other tasks move. */
    @Test
    void callInPlaceStaysOnTheThreadOfItsTask() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        try (var runtime = AsyncRuntime.multiThread().workerThreads(1).build()) {
            var task =
                    runtime.spawn(() -> {
                        Thread own = Thread.currentThread();
                        spawn(() -> latch.countDown());
                        Thread inside =
                                blockInPlace(() -> {
                                    assertThat(latch.await(20, SECONDS)).isTrue();
                                    return Thread.currentThread();
                                });
                        return own == inside;
                    });
            assertThat(runtime.blockOn(task)).isTrue();
        }
    }
}
