package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.Async;
import yamanote.future.Context;
import yamanote.future.Poll;
import yamanote.task.JoinHandle;
import yamanote.task.Outcome;
import yamanote.task.TaskCancelledException;

/** Spawned tasks and their handles; Tokio's rt_common.rs, task_abort.rs, join_handle tests. */
@Timeout(20)
class SpawnTest {
    private final AsyncRuntime runtime = AsyncRuntime.currentThread().build();

    @Test
    void anyNumberOfTasksRunToTheirEnd() throws Exception {
        List<JoinHandle<Integer>> handles = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            handles.add(runtime.spawn(Steps.busy(i % 5)));
        }
        for (int i = 0; i < handles.size(); i++) {
            assertThat(runtime.<Integer>blockOn(handles.get(i))).isEqualTo(i % 5);
        }
        assertThat(runtime.metrics().aliveTasks()).isZero();
        assertThat(runtime.metrics().spawnedTasks()).isEqualTo(10_000);
        runtime.close();
    }

    @Test
    void aTaskSpawnsTasksThroughTheStatics() throws Exception {
        JoinHandle<JoinHandle<Integer>> outer =
                runtime.spawn(Steps.ready(() -> Async.spawn(Steps.yielding(2))));
        JoinHandle<Integer> inner = runtime.blockOn(outer);
        assertThat(runtime.<Integer>blockOn(inner)).isEqualTo(2);
        runtime.close();
    }

    @Test
    void aHandleRepeatsItsOutcome() throws Exception {
        IOException failure = new IOException("no");
        JoinHandle<Integer> failed =
                runtime.spawn(cx -> {
                    throw failure;
                });
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> runtime.blockOn(failed)).isSameAs(failure);
            assertThat(runtime.<Outcome<Integer>>blockOn(failed.outcome()))
                    .isEqualTo(new Outcome.Failed<Integer>(failure));
        }
        JoinHandle<Integer> ok = runtime.spawn(Steps.ready(() -> 1));
        assertThat(runtime.<Integer>blockOn(ok)).isEqualTo(1);
        assertThat(ok.cancel(Context.noop())).isTrue();
        assertThat(runtime.<Integer>blockOn(ok)).isEqualTo(1);
        runtime.close();
    }

    @Test
    void anErrorIsRethrownAsItIs() {
        AssertionError error = new AssertionError("bad");
        JoinHandle<Integer> failed =
                runtime.spawn(cx -> {
                    throw error;
                });
        assertThatThrownBy(() -> runtime.blockOn(failed)).isSameAs(error);
        runtime.close();
    }

    @Test
    void cancelOfAHandleDetaches() throws Exception {
        Gate<String> gate = new Gate<>();
        JoinHandle<String> handle = runtime.spawn(gate);
        int[] polls = {0};
        String value =
                runtime.blockOn(
                        Steps.future(cx -> {
                            if (polls[0]++ == 0) {
                                assertThat(handle.poll(cx).isPending()).isTrue();
                                assertThat(handle.cancel(cx)).isTrue();
                                cx.defer();
                                return Poll.pending();
                            }
                            gate.open("still there");
                            return handle.poll(cx);
                        }));
        assertThat(value).isEqualTo("still there");
        assertThat(gate.cancels).hasValue(0);
        runtime.close();
    }

    /** B055. */
    @Test
    void anAbortFromAnotherThreadIsCarriedOutOnTheRuntimesThread() throws Exception {
        Gate<String> gate = new Gate<>();
        JoinHandle<String> handle = runtime.spawn(gate);
        Thread aborter =
                Thread.ofPlatform()
                        .start(() -> {
                            while (gate.polls.get() == 0) {
                                Thread.onSpinWait();
                            }
                            handle.abortHandle().abort();
                        });
        assertThatThrownBy(() -> runtime.blockOn(handle))
                .isInstanceOf(TaskCancelledException.class);
        aborter.join();
        assertThat(gate.cancelledOn).isSameAs(Thread.currentThread());
        assertThat(handle.isFinished()).isTrue();
        assertThat(runtime.<Outcome<String>>blockOn(handle.outcome()))
                .isEqualTo(new Outcome.Cancelled<String>());
        runtime.close();
    }

    @Test
    void severalMayWaitForOneTask() throws Exception {
        Gate<Integer> gate = new Gate<>();
        JoinHandle<Integer> handle = runtime.spawn(gate);
        JoinHandle<Outcome<Integer>> viewer = runtime.spawn(handle.outcome());
        JoinHandle<Integer> opener =
                runtime.spawn(
                        Steps.ready(() -> {
                            gate.open(9);
                            return 0;
                        }));
        assertThat(runtime.<Integer>blockOn(handle)).isEqualTo(9);
        assertThat(runtime.<Outcome<Integer>>blockOn(viewer)).isEqualTo(new Outcome.Ok<>(9));
        runtime.blockOn(opener);
        runtime.close();
    }

    /** A handle is a future like any other: it may be awaited on another runtime. */
    @Test
    void aTaskCanBeAwaitedOnAnotherRuntime() throws Exception {
        Gate<Integer> gate = new Gate<>();
        JoinHandle<Integer> handle = runtime.spawn(gate);
        CompletableFuture<Integer> seen = new CompletableFuture<>();
        Thread other =
                Thread.ofPlatform()
                        .start(() -> {
                            try (AsyncRuntime second = AsyncRuntime.currentThread().build()) {
                                seen.complete(second.blockOn(handle));
                            } catch (Exception e) {
                                seen.completeExceptionally(e);
                            }
                        });
        runtime.blockOn(Steps.yielding(1));
        gate.open(4);
        runtime.blockOn(Steps.yielding(1));
        assertThat(seen.get(10, TimeUnit.SECONDS)).isEqualTo(4);
        other.join();
        runtime.close();
    }

    @Test
    void idsAreUniqueAndStable() {
        JoinHandle<Integer> first = runtime.spawn(Steps.ready(() -> 1));
        JoinHandle<Integer> second = runtime.spawn(Steps.ready(() -> 1));
        assertThat(first.id()).isEqualTo(first.abortHandle().id()).isNotEqualTo(second.id());
        runtime.close();
    }

    @Test
    void theResultOfAnAwaitIsChargedToTheBudget() throws Exception {
        List<JoinHandle<Integer>> handles = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            handles.add(runtime.spawn(Steps.ready(() -> 1)));
        }
        runtime.blockOn(handles.getLast());
        int[] polls = {0};
        int[] next = {0};
        runtime.blockOn(
                Steps.future(cx -> {
                    polls[0]++;
                    for (; next[0] < 1000; next[0]++) {
                        if (handles.get(next[0]).poll(cx).isPending()) {
                            return Poll.pending();
                        }
                    }
                    return Poll.ready(0);
                }));
        assertThat(polls[0]).isEqualTo(1 + 1000 / Context.BUDGET);
        runtime.close();
    }
}
