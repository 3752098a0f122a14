package yamanote.task;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.spawnLocal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.internal.timer.Allocation;
import yamanote.sync.Oneshot;

/** Foreign threads against a set: a lost wake hangs the round. */
@Timeout(60)
class LocalSetStressTest {
    private static final int WAKES = 100_000;
    private static final int THREADS = 4;

    @ParameterizedTest
    @EnumSource
    void noneOf100000WakesFromForeignThreadsIsLost(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(wokenFromOutside());
        }
    }

    @ParameterizedTest
    @EnumSource
    void noneIsLostWhereTheDrivingTaskMoves(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(runtime.spawn(wokenFromOutside()));
        }
    }

    private static Future<Void> wokenFromOutside() {
        LocalSet set = LocalSet.create();
        return set.runUntil(() -> {
            List<JoinHandle<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Turns turns = new Turns(WAKES / THREADS);
                tasks.add(spawnLocal(turns));
                Thread.ofPlatform().daemon().start(turns::wakeAll);
            }
            for (JoinHandle<Integer> task : tasks) {
                assertThat(task.await()).isEqualTo(WAKES / THREADS);
            }
        });
    }

    /** A task that goes one step at each wake, which a foreign thread gives only after the last. */
    private static final class Turns implements Future<Integer> {
        private final int steps;
        private final AtomicInteger given = new AtomicInteger();
        private final AtomicInteger taken = new AtomicInteger();
        private final AtomicReference<Waker> waker = new AtomicReference<>(Waker.noop());

        Turns(int steps) {
            this.steps = steps;
        }

        @Override
        public Poll<Integer> poll(Context cx) {
            waker.set(cx.waker());
            int seen = given.get();
            taken.set(seen);
            return seen == steps ? Poll.ready(seen) : Poll.pending();
        }

        void wakeAll() {
            for (int i = 1; i <= steps; i++) {
                given.set(i);
                waker.get().wake();
                while (taken.get() < i) {
                    Thread.yield();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void tasksSpawnedByForeignThreadsAllRun(Flavour flavour) throws Exception {
        int perThread = 5_000;
        try (var runtime = flavour.build()) {
            LocalSet set = LocalSet.create();
            int[] ran = {0};
            AtomicInteger left = new AtomicInteger(THREADS);
            var allSpawned = Oneshot.<Integer>channel();
            for (int t = 0; t < THREADS; t++) {
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            for (int i = 0; i < perThread; i++) {
                                set.spawnLocal(() -> {
                                    ran[0]++;
                                });
                            }
                            if (left.decrementAndGet() == 0) {
                                allSpawned.sender().send(1);
                            }
                        });
            }
            runtime.blockOn(set.runUntil(() -> allSpawned.receiver().await()));
            runtime.blockOn(set);
            assertThat(ran[0]).isEqualTo(THREADS * perThread);
        }
    }

    @Test
    void wakeAndPollOfLocalTasksAllocateNothing() throws Exception {
        int[] left = {0};
        LocalSet set = LocalSet.create();
        for (int i = 0; i < 8; i++) {
            boolean wake = i % 2 == 0;
            set.spawnLocal(
                    (Future<Integer>)
                            cx -> {
                                left[0]--;
                                if (wake) {
                                    cx.waker().wake();
                                } else {
                                    cx.defer();
                                }
                                return Poll.pending();
                            });
        }
        try (var runtime = Flavour.CURRENT_THREAD.build()) {
            Runnable rounds =
                    () -> {
                        left[0] = 200_000;
                        try {
                            runtime.blockOn(
                                    set.runUntil(
                                            (Future<Integer>)
                                                    cx ->
                                                            left[0] > 0
                                                                    ? Poll.pending()
                                                                    : Poll.ready(0)));
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    };
            rounds.run();
            assertThat(Allocation.of(rounds)).isLessThan(20_000);
        }
    }
}
