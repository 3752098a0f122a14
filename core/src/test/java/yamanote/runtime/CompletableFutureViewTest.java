package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Futures;
import yamanote.future.Owned;
import yamanote.sync.Oneshot;
import yamanote.task.JoinHandle;

/** Tasks as CompletableFutures, and back. */
@Timeout(60)
class CompletableFutureViewTest {
    private static AsyncRuntime multiThread() {
        return Flavour.MULTI_THREAD.build();
    }

    @ParameterizedTest
    @EnumSource
    void itCompletesWithTheTasksValue(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = flavour.build()) {
            JoinHandle<Integer> handle = runtime.spawn(Steps.yielding(3));
            CompletableFuture<String> derived =
                    handle.toCompletableFuture().thenApply(value -> "got " + value);
            runtime.blockOn(Futures.fromCompletionStage(derived));
            assertThat(derived).isCompletedWithValue("got 3");
        }
    }

    @Test
    void ofAnEndedTaskItIsComplete() throws Exception {
        try (AsyncRuntime runtime = Flavour.CURRENT_THREAD.build()) {
            JoinHandle<Integer> handle = runtime.spawn(Steps.ready(() -> 7));
            runtime.blockOn(handle.outcome());
            assertThat(handle.toCompletableFuture()).isCompletedWithValue(7);
            assertThat(handle.toCompletableFuture()).isCompletedWithValue(7);
        }
    }

    @Test
    void itGivesTheVeryException() throws Exception {
        IOException gone = new IOException("gone");
        try (AsyncRuntime runtime = multiThread()) {
            CompletableFuture<Integer> view =
                    runtime.spawn(Futures.<Integer>failed(gone)).toCompletableFuture();
            assertThatThrownBy(view::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isSameAs(gone);
            assertThat(view.exceptionNow()).isSameAs(gone);
        }
    }

    /** The task's clean-up runs, on the runtime. */
    @ParameterizedTest
    @EnumSource
    void cancelAbortsTheTask(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = flavour.build()) {
            Gate<Integer> gate = new Gate<>();
            JoinHandle<Integer> handle = runtime.spawn(gate);
            CompletableFuture<Integer> view = handle.toCompletableFuture();
            runtime.blockOn(Steps.yielding(3));
            assertThat(view.cancel(true)).isTrue();
            assertThat(view.cancel(true)).as("cancelled already, says the JDK").isTrue();
            assertThat(view).isCancelled();
            runtime.blockOn(handle.outcome());
            assertThat(Hand.isCancelled(handle)).isTrue();
        }
    }

    @Test
    void whoeverCompletesItAbortsTheTask() throws Exception {
        try (AsyncRuntime runtime = multiThread()) {
            List<JoinHandle<Integer>> handles = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                handles.add(runtime.spawn(Steps.<Integer>never()));
            }
            CompletableFuture<Integer> completed = handles.get(0).toCompletableFuture();
            assertThat(completed.complete(5)).isTrue();
            assertThat(completed.complete(6)).isFalse();
            CompletableFuture<Integer> failed = handles.get(1).toCompletableFuture();
            failed.completeExceptionally(new IOException("enough"));
            CompletableFuture<Integer> late =
                    handles.get(2).toCompletableFuture().orTimeout(1, TimeUnit.MILLISECONDS);
            assertThatThrownBy(late::get).hasCauseInstanceOf(TimeoutException.class);
            for (JoinHandle<Integer> handle : handles) {
                runtime.blockOn(handle.outcome());
                assertThat(Hand.isCancelled(handle)).isTrue();
            }
            assertThat(completed).isCompletedWithValue(5);
        }
    }

    @Test
    void anAbortedTaskCancelsIt() throws Exception {
        try (AsyncRuntime runtime = multiThread()) {
            JoinHandle<Integer> handle = runtime.spawn(Steps.<Integer>never());
            CompletableFuture<Integer> view = handle.toCompletableFuture();
            CompletableFuture<Integer> derived = view.thenApply(x -> x);
            handle.abort();
            assertThatThrownBy(view::get).isInstanceOf(CancellationException.class);
            assertThatThrownBy(derived::get).hasCauseInstanceOf(CancellationException.class);
        }
    }

    @Test
    void cancelInterruptsABlockingJob() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (AsyncRuntime runtime = multiThread()) {
            CompletableFuture<Void> view =
                    runtime.spawnBlocking(
                                    () -> {
                                        begun.countDown();
                                        try {
                                            new CountDownLatch(1).await();
                                        } catch (InterruptedException e) {
                                            interrupted.countDown();
                                            throw e;
                                        }
                                    })
                            .toCompletableFuture();
            Eventually.happens(begun);
            view.cancel(true);
            Eventually.happens(interrupted);
        }
    }

    @Test
    void aClosedRuntimeCancelsIt() {
        AsyncRuntime runtime = Flavour.CURRENT_THREAD.build();
        CompletableFuture<Integer> before =
                runtime.spawn(Steps.<Integer>never()).toCompletableFuture();
        runtime.close();
        assertThat(before).isCancelled();
        assertThat(runtime.spawn(Steps.ready(() -> 1)).toCompletableFuture()).isCancelled();
    }

    /** A failure that was handed over counts as read. */
    @Test
    void aDeliveredFailureIsNotReportedAsUnread() throws Exception {
        List<String> unhandled = new ArrayList<>();
        AsyncRuntime runtime =
                AsyncRuntime.currentThread()
                        .onUnhandledFailure((site, t) -> unhandled.add(t.getMessage()))
                        .build();
        CompletableFuture<Integer> view =
                runtime.spawn(Futures.<Integer>failed(new IOException("read")))
                        .toCompletableFuture();
        runtime.blockOn(Steps.yielding(3));
        runtime.close();
        assertThat(view).isCompletedExceptionally();
        assertThat(unhandled).isEmpty();
    }

    /** What the task ends with after its view was cancelled has no reader. */
    @Test
    void aFailureOfTheCleanUpAfterACancelIsReported() throws Exception {
        List<String> unhandled = new ArrayList<>();
        AsyncRuntime runtime =
                AsyncRuntime.currentThread()
                        .onUnhandledFailure((site, t) -> unhandled.add(t.getMessage()))
                        .build();
        CompletableFuture<Integer> view =
                runtime.spawn(
                                () -> {
                                    try {
                                        return Steps.<Integer>never().await();
                                    } finally {
                                        failingCleanUp();
                                    }
                                })
                        .toCompletableFuture();
        runtime.blockOn(Steps.yielding(3));
        view.cancel(true);
        runtime.blockOn(Steps.yielding(3));
        runtime.close();
        assertThat(unhandled).containsExactly("in the clean-up");
    }

    private static void failingCleanUp() throws IOException {
        throw new IOException("in the clean-up");
    }

    @Test
    void anOwnedValueIsTheReadersOnce() throws Exception {
        AtomicInteger closed = new AtomicInteger();
        AsyncRuntime runtime = Flavour.CURRENT_THREAD.build();
        CompletableFuture<Owned> view =
                runtime.spawn(Steps.<Owned>ready(() -> closed::incrementAndGet))
                        .toCompletableFuture();
        runtime.blockOn(Steps.yielding(3));
        runtime.close();
        assertThat(view.isDone()).isTrue();
        assertThat(closed).hasValue(0);
        view.getNow(null).close();
        assertThat(closed).hasValue(1);
    }

    /**
     * An Owned value is delivered or closed, whether the cancel or the end of the task is first.
     */
    @Test
    void cancelMayRaceWithTheEnd() throws Exception {
        AtomicInteger made = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        int delivered = 0;
        AsyncRuntime runtime = multiThread();
        for (int i = 0; i < 5_000; i++) {
            CompletableFuture<Owned> view =
                    runtime.spawn(
                                    Steps.<Owned>ready(() -> {
                                        made.incrementAndGet();
                                        return closed::incrementAndGet;
                                    }))
                            .toCompletableFuture();
            if (!view.cancel(true)) {
                delivered++;
            }
        }
        runtime.close(); // closes what has no reader
        assertThat(closed.get() + delivered).isEqualTo(made.get());
    }

    @Test
    void throughAStageAndBackACancelTravels() throws Exception {
        try (AsyncRuntime runtime = multiThread()) {
            JoinHandle<Integer> inner = runtime.spawn(Steps.<Integer>never());
            JoinHandle<Integer> outer =
                    runtime.spawn(Futures.fromCompletionStage(inner.toCompletableFuture()));
            runtime.blockOn(Steps.yielding(3));
            outer.abort();
            runtime.blockOn(outer.outcome());
            runtime.blockOn(inner.outcome());
            assertThat(Hand.isCancelled(inner)).isTrue();
        }
    }

    @Test
    void dependentsMaySpawn() throws Exception {
        try (AsyncRuntime runtime = multiThread()) {
            Oneshot.Channel<Integer> start = Oneshot.channel();
            CompletableFuture<Integer> all =
                    runtime.spawn(start.receiver())
                            .toCompletableFuture()
                            .thenCompose(n ->
                                    RuntimeHandle.current()
                                            .spawn(Steps.yielding(n))
                                            .toCompletableFuture());
            start.sender().send(2);
            assertThat(all.get(20, TimeUnit.SECONDS)).isEqualTo(2);
        }
    }
}
