package yamanote.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.timer.Allocation;
import yamanote.runtime.AsyncRuntime;

/** What sets, tokens and trackers cost in memory, beside the tasks themselves. */
@Timeout(60)
class TaskSetsAllocationTest {
    private static final int COUNT = 10_000;

    /** So that no handle is optimized away. */
    private static Object kept = "";

    private static final Future<Integer> READY = cx -> Poll.ready(1);

    /** Bytes a call of {@code make}, at best. */
    private static long bytes(IntFunction<?> make) {
        var made = new Object[COUNT];
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 6; round++) {
            least =
                    Math.min(
                            least,
                            Allocation.of(() -> {
                                for (int i = 0; i < COUNT; i++) {
                                    made[i] = make.apply(i);
                                }
                            }));
        }
        return Math.round((double) least / COUNT);
    }

    /** Bytes a spawn by {@code spawn}, with its whole life on one thread. */
    private static long bytesOfALife(AsyncRuntime runtime, Future<?> oneRound) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 12; round++) {
            least =
                    Math.min(
                            least,
                            Allocation.of(() -> {
                                try {
                                    runtime.blockOn(oneRound);
                                } catch (Exception e) {
                                    throw new AssertionError(e);
                                }
                            }));
        }
        return Math.round((double) least / COUNT);
    }

    /** Spawns in windows and lets them end; {@code spawn} and {@code take} are one step each. */
    private static Future<Integer> lives(Runnable spawn, Runnable take) {
        return new Future<>() {
            private int spawned;

            @Override
            public Poll<Integer> poll(Context cx) {
                take.run();
                if (spawned == COUNT) {
                    spawned = 0;
                    return Poll.ready(0);
                }
                for (int i = 0; i < 50; i++, spawned++) {
                    spawn.run();
                }
                cx.defer();
                return Poll.pending();
            }
        };
    }

    @Test
    void memberOfASetIsOneObjectBesideTaskAndHandle() {
        JoinSet<Integer> set = JoinSet.create();
        TaskTracker tracker = TaskTracker.create();
        int[] taken = {0};
        try (var runtime = AsyncRuntime.currentThread().build()) {
            long plain =
                    bytesOfALife(
                            runtime, lives(() -> kept = yamanote.Async.spawn(READY), () -> {}));
            long member =
                    bytesOfALife(
                            runtime,
                            lives(
                                    () -> kept = set.spawn(READY),
                                    () -> {
                                        while (set.tryJoinNext() != null) {
                                            taken[0]++;
                                        }
                                    }));
            long tracked =
                    bytesOfALife(runtime, lives(() -> kept = tracker.spawn(READY), () -> {}));
            assertThat(taken[0]).isGreaterThan(COUNT);
            // The result of tryJoinNext is the outcome, 16 bytes.
            assertThat(member - plain).isBetween(0L, 40L + 16);
            assertThat(tracked - plain).isBetween(0L, 24L);
        }
    }

    @Test
    void waitersAreSmall() {
        var set = JoinSet.<Integer>create();
        var scope = TaskScope.create();
        var token = CancellationToken.create();
        var tracker = TaskTracker.create();
        Future<Integer> future = cx -> Poll.pending();
        assertThat(bytes(i -> set.joinNext())).isLessThanOrEqualTo(40);
        assertThat(bytes(i -> scope.join())).isLessThanOrEqualTo(32);
        assertThat(bytes(i -> token.cancelled())).isLessThanOrEqualTo(32);
        assertThat(bytes(i -> token.runUntilCancelled(future))).isLessThanOrEqualTo(40);
        assertThat(bytes(i -> tracker.allDone())).isLessThanOrEqualTo(40);
        assertThat(bytes(i -> tracker.token())).isLessThanOrEqualTo(32);
        assertThat(bytes(i -> CancellationToken.create())).isLessThanOrEqualTo(48);
        assertThat(bytes(i -> TaskTracker.create())).isLessThanOrEqualTo(32);
    }

    @Test
    void waitingForATokenAllocatesNothing() {
        var token = CancellationToken.create();
        Context cx = Context.noop();
        var waits = new Future<?>[COUNT];
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 6; round++) {
            for (int i = 0; i < COUNT; i++) {
                waits[i] = token.cancelled();
            }
            least =
                    Math.min(
                            least,
                            Allocation.of(() -> {
                                for (Future<?> wait : waits) {
                                    try {
                                        wait.poll(cx);
                                    } catch (Exception e) {
                                        throw new AssertionError(e);
                                    }
                                    wait.cancel(cx);
                                }
                            }));
        }
        assertThat(least).isLessThan(COUNT); // the compiler's own may be among it
    }
}
