package yamanote.task;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.spawn;
import static yamanote.Async.yieldNow;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.Stress;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** Many operations each: a lost wake or result hangs, a doubled one is counted. */
@Timeout(120)
class TaskSetsStressTest {
    private static final int OPERATIONS = Stress.OPERATIONS;
    private static final int WINDOW = 64;

    /** Ready at once, or after it has given way, or after a wake by itself. */
    private static Future<Integer> job(int kind) {
        int[] left = {kind};
        return cx -> {
            if (left[0] == 0) {
                return Poll.ready(kind);
            }
            if (left[0]-- == 1) {
                cx.defer();
            } else {
                cx.waker().wake();
            }
            return Poll.pending();
        };
    }

    /** Keeps a window of tasks going and takes results, leaving the line now and then. */
    private abstract static class Taking implements Future<Integer> {
        private final SplittableRandom random = new SplittableRandom(42);
        private int spawned;
        private int taken;
        private @Nullable Future<?> next;

        abstract void spawnOne(Future<Integer> job);

        abstract Future<?> joinNext();

        abstract int size();

        @Override
        public Poll<Integer> poll(Context cx) throws Exception {
            for (; ; ) {
                while (spawned < OPERATIONS && size() < WINDOW) {
                    spawnOne(job(random.nextInt(8) == 0 ? 1 + random.nextInt(2) : 0));
                    spawned++;
                }
                Future<?> waiting = next == null ? joinNext() : next;
                next = null;
                switch (waiting.poll(cx)) {
                    case Poll.Ready<?>(Object result) -> {
                        if (result == null) {
                            return Poll.ready(taken);
                        }
                        taken++;
                    }
                    case Poll.Pending<?> _ -> {
                        if (random.nextInt(4) == 0) {
                            waiting.cancel(cx);
                            cx.defer();
                        } else {
                            next = waiting;
                        }
                        return Poll.pending();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void joinSetGivesEachResultOnce(Flavour flavour) throws Exception {
        JoinSet<Integer> set = JoinSet.create();
        try (var runtime = flavour.build()) {
            int taken =
                    runtime.blockOn(
                            runtime.spawn(
                                    new Taking() {
                                        @Override
                                        void spawnOne(Future<Integer> job) {
                                            set.spawn(job);
                                        }

                                        @Override
                                        Future<?> joinNext() {
                                            return set.joinNext();
                                        }

                                        @Override
                                        int size() {
                                            return set.size();
                                        }
                                    }));
            assertThat(taken).isEqualTo(OPERATIONS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void joinQueueGivesEachResultOnce(Flavour flavour) throws Exception {
        JoinQueue<Integer> queue = JoinQueue.create();
        try (var runtime = flavour.build()) {
            int taken =
                    runtime.blockOn(
                            runtime.spawn(
                                    new Taking() {
                                        @Override
                                        void spawnOne(Future<Integer> job) {
                                            queue.spawn(job);
                                        }

                                        @Override
                                        Future<?> joinNext() {
                                            return queue.joinNext();
                                        }

                                        @Override
                                        int size() {
                                            return queue.size();
                                        }
                                    }));
            assertThat(taken).isEqualTo(OPERATIONS);
        }
    }

    /** Several takers and several spawners of one set. */
    @ParameterizedTest
    @EnumSource
    void resultsGoToOneOfSeveralTakers(Flavour flavour) throws Exception {
        int perSpawner = OPERATIONS / 8;
        JoinSet<Integer> set = JoinSet.create();
        AtomicInteger taken = new AtomicInteger();
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                List<JoinHandle<Void>> all = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    all.add(
                            spawn(() -> {
                                for (int j = 0; j < perSpawner; j++) {
                                    set.spawn(job(j & 1));
                                    if (set.size() > WINDOW) {
                                        yieldNow().await();
                                    }
                                }
                            }));
                    all.add(
                            spawn(() -> {
                                while (taken.get() < 2 * perSpawner) {
                                    if (set.joinNext().await() == null) {
                                        yieldNow().await();
                                    } else {
                                        taken.incrementAndGet();
                                    }
                                }
                            }));
                }
                for (JoinHandle<Void> each : all) {
                    each.await();
                }
            });
        }
        assertThat(taken).hasValue(2 * perSpawner);
    }

    @ParameterizedTest
    @EnumSource
    void trackerIsDoneExactlyWhenAllTasksAre(Flavour flavour) throws Exception {
        TaskTracker tracker = TaskTracker.create();
        AtomicInteger alive = new AtomicInteger();
        try (var runtime = flavour.build()) {
            runtime.blockOn(
                    runtime.spawn(() -> {
                        for (int round = 0; round < OPERATIONS / WINDOW; round++) {
                            for (int i = 0; i < WINDOW; i++) {
                                alive.incrementAndGet();
                                tracker.spawn(counted(job(i == 0 ? 1 : 0), alive));
                            }
                            tracker.close();
                            tracker.allDone().await();
                            if (alive.get() != 0) {
                                throw new AssertionError(alive + " tasks left");
                            }
                            tracker.reopen();
                        }
                    }));
        }
        assertThat(tracker.size()).isZero();
    }

    private static Future<Integer> counted(Future<Integer> job, AtomicInteger alive) {
        return cx -> {
            Poll<Integer> poll = job.poll(cx);
            if (poll.isReady()) {
                alive.decrementAndGet();
            }
            return poll;
        };
    }

    /** Children that are made, awaited and cancelled, alone and with their parents. */
    @ParameterizedTest
    @EnumSource
    void nobodyMissesACancellation(Flavour flavour) throws Exception {
        int rounds = OPERATIONS / 8;
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                for (int round = 0; round < rounds; round++) {
                    CancellationToken root = CancellationToken.create();
                    CancellationToken middle = root.child();
                    List<JoinHandle<Void>> waiters = new ArrayList<>();
                    for (int i = 0; i < 8; i++) {
                        waiters.add(spawn(waiter(i % 2 == 0 ? root : middle, i)));
                    }
                    if (round % 4 == 0) {
                        yieldNow().await();
                    }
                    if (round % 2 == 0) {
                        middle.cancel();
                    }
                    root.cancel();
                    for (JoinHandle<Void> waiter : waiters) {
                        waiter.await();
                    }
                }
            });
        }
    }

    private static Future<Void> waiter(CancellationToken above, int kind) {
        return async(() -> {
            CancellationToken mine = above.child();
            if (kind < 4) {
                mine.cancelled().await();
            } else {
                mine.runUntilCancelled(mine.child().cancelled()).await();
            }
            if (!mine.isCancelled()) {
                throw new AssertionError("not cancelled");
            }
        });
    }
}
