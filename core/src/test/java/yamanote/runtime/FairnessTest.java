package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import yamanote.Async;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.net.TcpListener;
import yamanote.sync.Notify;
import yamanote.task.JoinHandle;

/** Busy tasks starve nobody; Tokio's rt_threaded.rs and rt_common.rs. */
@Timeout(60)
class FairnessTest {
    /** B009. */
    @ParameterizedTest
    @EnumSource
    void blockOnEndsAlthoughTasksRescheduleThemselvesForEver(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = flavour.build()) {
            saturate(runtime);
            assertThat(runtime.<Integer>blockOn(Steps.yielding(10))).isEqualTo(10);
            runtime.blockOn(async(() -> sleep(Duration.ofMillis(5)).await()));
        }
    }

    /** B010. */
    @ParameterizedTest
    @EnumSource
    void aSpawnedTaskEndsAlthoughOthersKeepTheSchedulerBusy(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = flavour.build()) {
            saturate(runtime);
            JoinHandle<Integer> fromOutside = runtime.spawn(Steps.yielding(5));
            assertThat(runtime.<Integer>blockOn(fromOutside)).isEqualTo(5);
            JoinHandle<JoinHandle<Integer>> fromInside =
                    runtime.spawn(Steps.ready(() -> Async.spawn(Steps.busy(5))));
            JoinHandle<Integer> inner = runtime.blockOn(fromInside);
            assertThat(runtime.<Integer>blockOn(inner)).isEqualTo(5);
        }
    }

    /** B011: into an idle and into a saturated runtime. */
    @Test
    void aTaskFromAForeignThreadRunsWithoutFurtherWakes() throws Exception {
        try (AsyncRuntime runtime = Flavour.MULTI_THREAD.build()) {
            for (int i = 0; i < 1_000; i++) {
                if (i == 500) {
                    saturate(runtime);
                }
                CountDownLatch ran = new CountDownLatch(1);
                runtime.spawn(() -> {
                    ran.countDown();
                });
                Eventually.happens(ran);
            }
        }
    }

    /** B119, both directions. */
    @ParameterizedTest
    @EnumSource
    void socketsAndTimersAreServedAlthough100TasksWakeThemselvesForEver(Flavour flavour)
            throws Exception {
        try (AsyncRuntime runtime = flavour.build()) {
            saturate(runtime);
            runtime.blockOn(() -> {
                try (var listener = TcpListener.bind(new InetSocketAddress("127.0.0.1", 0))) {
                    JoinHandle<Void> accepting =
                            spawn(() -> {
                                listener.accept().await().close();
                            });
                    sleep(Duration.ofMillis(1)).await();
                    var client = new Socket();
                    client.connect(listener.localAddress());
                    accepting.await();
                    client.close();
                }
            });
        }
    }

    /** B116: what the running task spawns is run next three times at most. */
    @Test
    void aTaskThatSpawnsItsSuccessorStarvesNobody() throws Exception {
        // No watchdog, which on a machine that stands still would move one of the two elsewhere.
        var builder = AsyncRuntime.multiThread().workerThreads(1).stuckThreshold(Duration.ZERO);
        try (AsyncRuntime runtime = builder.build()) {
            List<Character> order = Collections.synchronizedList(new ArrayList<>());
            AtomicBoolean stop = new AtomicBoolean();
            JoinHandle<JoinHandle<Integer>> both =
                    runtime.spawn(
                            Steps.ready(() -> {
                                var other = Async.spawn(logging('o', order, Steps.busy(50)));
                                Async.spawn(new Chain(order, stop));
                                return other;
                            }));
            runtime.blockOn(runtime.blockOn(both));
            stop.set(true);
            assertThat(longestRun('c', new ArrayList<>(order))).isEqualTo(4);
        }
    }

    /** B117. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void pairsOfTasksThatNotifyEachOtherDoNotStarveATaskThatYields(int workers) throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.multiThread().workerThreads(workers).build()) {
            for (int i = 0; i < 100; i++) {
                Notify there = Notify.create();
                Notify back = Notify.create();
                runtime.spawn(() -> {
                    while (true) {
                        there.notifyOne();
                        back.notified().await();
                    }
                });
                runtime.spawn(() -> {
                    while (true) {
                        there.notified().await();
                        back.notifyOne();
                    }
                });
            }
            JoinHandle<Integer> polite = runtime.spawn(Steps.yielding(5));
            assertThat(runtime.<Integer>blockOn(polite)).isEqualTo(5);
        }
    }

    /** B118: whether it lies in the LIFO slot or in the queue. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTaskThatBlocksItsThreadOnOneThatItHasSpawnedEnds(boolean lifo) throws Exception {
        try (AsyncRuntime runtime =
                AsyncRuntime.multiThread().workerThreads(2).lifoSlot(lifo).build()) {
            for (int i = 0; i < 20; i++) {
                JoinHandle<Integer> task =
                        runtime.spawn(
                                Steps.ready(() -> {
                                    CountDownLatch ran = new CountDownLatch(1);
                                    Async.spawn(() -> {
                                        ran.countDown();
                                    });
                                    Eventually.happens(ran);
                                    return 1;
                                }));
                assertThat(runtime.<Integer>blockOn(task)).isEqualTo(1);
            }
        }
    }

    private static void saturate(AsyncRuntime runtime) {
        for (int i = 0; i < 100; i++) {
            runtime.spawn(Steps.busy(Integer.MAX_VALUE));
        }
    }

    private static <T> Future<T> logging(char name, List<Character> order, Future<T> future) {
        return cx -> {
            order.add(name);
            return future.poll(cx);
        };
    }

    private static int longestRun(char name, List<Character> order) {
        int longest = 0;
        int run = 0;
        for (char next : order.subList(order.indexOf('o'), order.lastIndexOf('o'))) {
            run = next == name ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private record Chain(List<Character> order, AtomicBoolean stop) implements Future<Integer> {
        @Override
        public Poll<Integer> poll(Context cx) {
            order.add('c');
            if (!stop.get()) {
                Async.spawn(new Chain(order, stop));
            }
            return Poll.ready(1);
        }
    }
}
