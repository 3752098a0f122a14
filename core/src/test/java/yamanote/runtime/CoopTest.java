package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.Async;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.net.TcpListener;
import yamanote.task.JoinHandle;

/** Giving way; Tokio's rt_common.rs (yield, coop), task_yield_now.rs. */
@Timeout(30)
class CoopTest {
    /** B094: I/O is looked at before those who gave way go on. */
    @Test
    void whoeverLoopsOnYieldSeesAnIoEventInFewerThan10Yields() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build();
                EnterGuard _ = runtime.handle().enter();
                TcpListener listener = TcpListener.bind(new InetSocketAddress("127.0.0.1", 0))) {
            JoinHandle<?> accepted = runtime.spawn(listener.accept());
            runtime.blockOn(Steps.yielding(2));
            assertThat(accepted.isFinished()).isFalse();
            int[] yields = {0};
            try (Socket client = new Socket()) {
                client.connect(listener.localAddress());
                runtime.blockOn(
                        Steps.future(cx -> {
                            if (accepted.isFinished()) {
                                return Poll.ready(0);
                            }
                            yields[0]++;
                            cx.defer();
                            return Poll.pending();
                        }));
            }
            assertThat(yields[0]).isLessThan(10);
        }
    }

    /** B010, B119: tasks that wake themselves for ever starve neither timers nor others. */
    @Test
    void busyTasksStarveNeitherTimersNorOthers() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
            for (int i = 0; i < 100; i++) {
                runtime.spawn(Steps.busy(Integer.MAX_VALUE));
            }
            runtime.blockOn(Steps.ready(() -> runtime.spawn(Steps.yielding(5))));
            try (EnterGuard _ = runtime.handle().enter()) {
                runtime.blockOn(Async.sleep(java.time.Duration.ofMillis(5)));
            }
            JoinHandle<Integer> polite = runtime.spawn(Steps.yielding(5));
            assertThat(runtime.<Integer>blockOn(polite)).isEqualTo(5);
            List<Integer> fromOutside = new ArrayList<>();
            Thread foreign =
                    Thread.ofPlatform()
                            .start(() -> runtime.spawn(Steps.ready(() -> fromOutside.add(1))));
            foreign.join();
            runtime.blockOn(Steps.yielding(3));
            assertThat(fromOutside).containsExactly(1);
        }
    }

    @Test
    void yieldNowLetsTheOthersRunFirst() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
            List<String> order = new ArrayList<>();
            JoinHandle<Integer> first = runtime.spawn(logging("a", order));
            JoinHandle<Integer> second = runtime.spawn(logging("b", order));
            runtime.blockOn(first);
            runtime.blockOn(second);
            assertThat(order).containsExactly("a1", "b1", "a2", "b2");
            assertThat(runtime.metrics().yields()).isEqualTo(2);
        }
    }

    /** B095. */
    @Test
    void outsideOfARuntimeYieldNowWakesAtOnce() throws Exception {
        boolean[] woken = {false};
        Context cx = Context.of(yamanote.future.Waker.of(() -> woken[0] = true));
        Future<Void> yield = Async.yieldNow();
        assertThat(yield.poll(cx).isPending()).isTrue();
        assertThat(woken[0]).isTrue();
        assertThat(yield.poll(cx).isReady()).isTrue();
    }

    /** B100. */
    @Test
    void aForcedYieldOfSeveralBranchesCountsOnce() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
            int[] polls = {0};
            JoinHandle<Integer> task =
                    runtime.spawn(
                            Steps.future(cx -> {
                                while (!cx.exhausted()) {
                                    cx.spend();
                                }
                                cx.exhausted();
                                cx.exhausted();
                                return ++polls[0] == 2 ? Poll.ready(1) : Poll.pending();
                            }));
            runtime.blockOn(task);
            assertThat(polls[0]).isEqualTo(2);
            // The poll that ended Ready has not given way, whatever it asked for before.
            assertThat(runtime.metrics().yields()).isEqualTo(1);
        }
    }

    private static Future<Integer> logging(String name, List<String> order) {
        Future<Void> yield = Async.yieldNow();
        int[] step = {0};
        return cx -> {
            order.add(name + ++step[0]);
            return yield.poll(cx).isPending() ? Poll.pending() : Poll.ready(step[0]);
        };
    }
}
