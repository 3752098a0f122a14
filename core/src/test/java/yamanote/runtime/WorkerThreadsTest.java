package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.Async;
import yamanote.future.Poll;
import yamanote.task.JoinHandle;

/** The threads of a multi-thread runtime, and their hooks. */
@Timeout(60)
class WorkerThreadsTest {
    @Test
    void workersAreNamedDaemonsAndAsManyAsWereAskedFor() throws Exception {
        try (AsyncRuntime runtime =
                AsyncRuntime.multiThread().workerThreads(3).name("loop").build()) {
            Set<Thread> threads = allWorkers(runtime, 3);
            assertThat(threads)
                    .extracting(Thread::getName)
                    .containsExactlyInAnyOrder("loop-worker-0", "loop-worker-1", "loop-worker-2");
            assertThat(threads).allMatch(Thread::isDaemon);
        }
    }

    /** All of them at a time: each waits for the others. */
    private static Set<Thread> allWorkers(AsyncRuntime runtime, int count) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(count);
        List<JoinHandle<Thread>> handles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            handles.add(
                    runtime.spawn(
                            Steps.ready(() -> {
                                barrier.await(20, TimeUnit.SECONDS);
                                return Thread.currentThread();
                            })));
        }
        Set<Thread> threads = new HashSet<>();
        for (JoinHandle<Thread> handle : handles) {
            threads.add(runtime.blockOn(handle));
        }
        return threads;
    }

    @Test
    void theStackHasTheSizeThatWasAskedFor() throws Exception {
        int small = depth(256 << 10);
        int large = depth(16 << 20);
        assertThat(large).isGreaterThan(8 * small);
    }

    private static int depth(long stackSize) throws Exception {
        try (AsyncRuntime runtime =
                AsyncRuntime.multiThread().workerThreads(1).threadStackSize(stackSize).build()) {
            JoinHandle<Integer> task = runtime.spawn(Steps.ready(WorkerThreadsTest::dive));
            return runtime.blockOn(task);
        }
    }

    private static int dive() {
        int[] depth = {0};
        try {
            dive(depth);
        } catch (StackOverflowError expected) {
            return depth[0];
        }
        throw new AssertionError("no end");
    }

    private static void dive(int[] depth) {
        depth[0]++;
        dive(depth);
    }

    @Test
    void aThreadFactoryMakesThem() throws Exception {
        Set<Thread> made = ConcurrentHashMap.newKeySet();
        try (AsyncRuntime runtime =
                AsyncRuntime.multiThread()
                        .workerThreads(2)
                        .threadFactory(loop -> {
                            Thread thread = Thread.ofPlatform().daemon().unstarted(loop);
                            made.add(thread);
                            return thread;
                        })
                        .build()) {
            assertThat(made).containsAll(allWorkers(runtime, 2));
            Thread job = runtime.blockOn(runtime.<Thread>spawnBlocking(Thread::currentThread));
            assertThat(made).contains(job);
        }
        for (Thread thread : made) {
            Eventually.ends(thread);
        }
    }

    /** Workers, blocking threads, and those that stand in for workers. */
    @Test
    void startAndStopHooksComeInPairsOnEachThread() throws Exception {
        List<Thread> started = Collections.synchronizedList(new ArrayList<>());
        List<Thread> stopped = Collections.synchronizedList(new ArrayList<>());
        AsyncRuntime runtime =
                AsyncRuntime.multiThread()
                        .workerThreads(2)
                        .onThreadStart(() -> started.add(Thread.currentThread()))
                        .onThreadStop(() -> stopped.add(Thread.currentThread()))
                        .build();
        allWorkers(runtime, 2);
        CountDownLatch ran = new CountDownLatch(100);
        JoinHandle<Void> task =
                runtime.spawn(() -> {
                    for (int i = 0; i < 100; i++) {
                        Async.spawn(() -> {
                            ran.countDown();
                        });
                    }
                    Async.blockInPlace(() -> Eventually.happens(ran));
                });
        runtime.blockOn(task);
        runtime.blockOn(runtime.spawnBlocking(() -> 1));
        runtime.close();
        Eventually.holds(() -> stopped.size() == started.size());
        assertThat(stopped).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(started);
        assertThat(started).filteredOn(t -> t.getName().contains("-worker-")).hasSize(2);
        assertThat(started).noneMatch(t -> t.getName().contains("watchdog"));
    }

    /** Never twice the same in a row on one thread, and the task runs awake. */
    @ParameterizedTest
    @EnumSource
    void parkAndUnparkHooksTakeTurnsOnEachThread(Flavour flavour) throws Exception {
        Set<Thread> parked = ConcurrentHashMap.newKeySet();
        AtomicInteger parks = new AtomicInteger();
        AtomicReference<String> wrong = new AtomicReference<>();
        AsyncRuntime runtime =
                flavour.builder()
                        .onThreadPark(() -> {
                            parks.incrementAndGet();
                            if (!parked.add(Thread.currentThread())) {
                                wrong.set("parked twice");
                            }
                        })
                        .onThreadUnpark(() -> {
                            if (!parked.remove(Thread.currentThread())) {
                                wrong.set("unparked twice");
                            }
                        })
                        .build();
        for (int i = 0; i < 200; i++) {
            Gate<Boolean> gate = new Gate<>();
            JoinHandle<Boolean> task =
                    runtime.spawn(
                            Steps.future(cx -> {
                                Poll<Boolean> poll = gate.poll(cx);
                                return poll.isPending()
                                        ? poll
                                        : Poll.ready(parked.contains(Thread.currentThread()));
                            }));
            Thread opener =
                    Thread.ofPlatform()
                            .start(() -> {
                                Eventually.holds(() -> gate.polls.get() > 0);
                                gate.open(true);
                            });
            assertThat(runtime.<Boolean>blockOn(task)).as("parked").isFalse();
            Eventually.ends(opener);
        }
        runtime.close();
        assertThat(wrong).hasNullValue();
        assertThat(parks.get()).isPositive();
    }

    /** B021, B022: the hook's work is noticed, and the timer that this makes fires. */
    @Test
    void whatTheParkHookSpawnsOrWakesIsRun() throws Exception {
        AsyncRuntime[] made = new AsyncRuntime[1];
        CountDownLatch built = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        Gate<Integer> spawned = new Gate<>();
        Gate<Integer> woken = new Gate<>();
        try (AsyncRuntime runtime =
                AsyncRuntime.multiThread()
                        .workerThreads(1)
                        .onThreadPark(() -> {
                            try {
                                Eventually.happens(built);
                            } catch (InterruptedException e) {
                                throw new AssertionError(e);
                            }
                            if (woken.polls.get() > 0 && !done.getAndSet(true)) {
                                woken.open(2);
                                made[0].spawn(() -> {
                                    Async.sleep(java.time.Duration.ofMillis(1)).await();
                                    spawned.open(1);
                                });
                            }
                        })
                        .build()) {
            made[0] = runtime;
            built.countDown();
            JoinHandle<Integer> task = runtime.spawn(woken);
            assertThat(runtime.<Integer>blockOn(spawned)).isEqualTo(1);
            assertThat(runtime.<Integer>blockOn(task)).isEqualTo(2);
        }
    }
}
