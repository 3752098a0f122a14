package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.Async;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.task.JoinHandle;
import yamanote.time.Sleep;

/** blockOn of a current-thread runtime; Tokio's rt_basic.rs and rt_handle_block_on.rs. */
@Timeout(20)
class BlockOnTest {
    @Test
    void givesTheValueAndThrowsTheVeryException() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
            Integer value = runtime.blockOn(Steps.ready(() -> 42));
            assertThat(value).isEqualTo(42);
            IOException failure = new IOException("no");
            assertThatThrownBy(() ->
                            runtime.blockOn(
                                    Steps.ready(() -> {
                                        throw failure;
                                    })))
                    .isSameAs(failure);
        }
    }

    /** B001. */
    @Test
    void tasksStandStillWhileNoThreadIsInside() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
            AtomicInteger steps = new AtomicInteger();
            JoinHandle<Integer> task =
                    runtime.spawn(
                            Steps.future(cx -> {
                                steps.incrementAndGet();
                                cx.defer();
                                return steps.get() < 10 ? Poll.pending() : Poll.ready(10);
                            }));
            assertThat(steps).hasValue(0);
            runtime.blockOn(Steps.yielding(3));
            int reached = steps.get();
            assertThat(reached).isBetween(1, 9);
            assertThat(runtime.metrics().aliveTasks()).isEqualTo(1);
            runtime.blockOn(task);
            assertThat(steps).hasValue(10);
        }
    }

    /** B004. */
    @Test
    void theRootIsPolledOnlyWhenWoken() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
            Gate<String> root = new Gate<>();
            runtime.spawn(
                    Steps.future(
                            new Steps.Step<Void>() {
                                private int left = 1000;

                                @Override
                                public Poll<Void> poll(Context cx) {
                                    if (left-- > 0) {
                                        cx.waker().wake();
                                        return Poll.pending();
                                    }
                                    root.open("done");
                                    return Poll.ready(null);
                                }
                            }));
            assertThat(runtime.<String>blockOn(root)).isEqualTo("done");
            assertThat(root.polls).hasValue(2);
        }
    }

    /** B005. */
    @Test
    void insideOfATaskItThrowsAndTheThreadStaysUsable() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build();
                AsyncRuntime other = AsyncRuntime.currentThread().build()) {
            Future<Integer> nested = Steps.ready(() -> other.blockOn(Steps.ready(() -> 1)));
            assertThatThrownBy(() -> runtime.blockOn(nested))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("cannot start a runtime from within a runtime")
                    .hasMessageContaining("await");
            Integer value = other.blockOn(Steps.ready(() -> 1));
            assertThat(value).isEqualTo(1);
        }
    }

    /** B018. */
    @Test
    void withoutARuntimeSpawnNamesTheMend() {
        assertThatThrownBy(() -> Async.spawn(Steps.ready(() -> 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("spawn needs a runtime")
                .hasMessageContaining("blockOn");
    }

    /** B017. */
    @Test
    void aDriverThatIsOffNamesTheMend() {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().time(false).io(false).build()) {
            assertThatThrownBy(() -> runtime.blockOn(Steps.ready(() -> Async.sleep(Duration.ZERO))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("time(false)");
            assertThatThrownBy(() ->
                            runtime.blockOn(cx ->
                                    Poll.ready(
                                            ((yamanote.internal.scheduler.WorkerContext) cx)
                                                    .reactor())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("io(false)");
        }
    }

    @Test
    void withoutIoAndTimeAWakeFromOutsideArrives() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().time(false).io(false).build()) {
            wakeFromOutside(runtime);
        }
    }

    @Test
    void withAnOpenReactorAWakeFromOutsideArrives() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
            runtime.blockOn(
                    cx -> Poll.ready(((yamanote.internal.scheduler.WorkerContext) cx).reactor()));
            wakeFromOutside(runtime);
        }
    }

    private static void wakeFromOutside(AsyncRuntime runtime) throws Exception {
        for (int i = 0; i < 200; i++) {
            Gate<Integer> gate = new Gate<>();
            JoinHandle<Integer> task = runtime.spawn(gate);
            int value = i;
            Thread opener =
                    Thread.ofPlatform()
                            .start(() -> {
                                while (gate.polls.get() == 0) {
                                    Thread.onSpinWait();
                                }
                                gate.open(value);
                            });
            assertThat(runtime.<Integer>blockOn(task)).isEqualTo(i);
            opener.join();
        }
    }

    /** B012: the one that drives leaves; timers of the other still fire. */
    @Test
    void theCoreGoesToAnotherThreadInside() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
            Gate<Integer> first = new Gate<>();
            CompletableFuture<Integer> left = new CompletableFuture<>();
            Thread driving =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    left.complete(runtime.blockOn(first));
                                } catch (Exception e) {
                                    left.completeExceptionally(e);
                                }
                            });
            while (first.polls.get() == 0) {
                Thread.onSpinWait();
            }
            Future<Integer> second =
                    Steps.future(
                            new Steps.Step<>() {
                                private Sleep sleep;

                                @Override
                                public Poll<Integer> poll(Context cx) throws Exception {
                                    if (sleep == null) {
                                        sleep = Async.sleep(Duration.ofMillis(20));
                                        first.open(1);
                                    }
                                    return sleep.poll(cx).isPending()
                                            ? Poll.pending()
                                            : Poll.ready(2);
                                }
                            });
            assertThat(runtime.<Integer>blockOn(second)).isEqualTo(2);
            assertThat(left.get(10, TimeUnit.SECONDS)).isEqualTo(1);
            driving.join();
        }
    }

    /** B013. */
    @Test
    void theHandlesBlockOnNeedsAnotherThreadToDrive() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
            JoinHandle<Integer> task = runtime.spawn(Steps.ready(() -> 5));
            CompletableFuture<Integer> value = new CompletableFuture<>();
            CountDownLatch inside = new CountDownLatch(1);
            Thread follower =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    value.complete(
                                            runtime.handle()
                                                    .blockOn(
                                                            Steps.future(cx -> {
                                                                Poll<Integer> p = task.poll(cx);
                                                                inside.countDown();
                                                                return p;
                                                            })));
                                } catch (Exception e) {
                                    value.completeExceptionally(e);
                                }
                            });
            assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(task.isFinished()).isFalse();
            runtime.blockOn(Steps.yielding(1));
            assertThat(value.get(10, TimeUnit.SECONDS)).isEqualTo(5);
            follower.join();
        }
    }

    /** B093. */
    @Test
    void theRootIsBudgetedPerPoll() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
            int[] polls = {0};
            Integer spent =
                    runtime.blockOn(
                            Steps.future(cx -> {
                                int units = 0;
                                while (!cx.exhausted()) {
                                    cx.spend();
                                    units++;
                                }
                                return ++polls[0] < 3 ? Poll.pending() : Poll.ready(units);
                            }));
            assertThat(spent).isEqualTo(Context.BUDGET);
            assertThat(polls[0]).isEqualTo(3);
        }
    }
}
