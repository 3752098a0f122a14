package yamanote.future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FuturesTest {
    private final Hand cx = new Hand();

    @Test
    void readyIsReadyOnceAndDropsItsValueIfCancelledBefore() throws Exception {
        Future<Integer> ready = Futures.ready(1);
        assertThat(Hand.value(ready, cx)).isEqualTo(1);
        assertThatThrownBy(() -> ready.poll(cx)).isInstanceOf(IllegalStateException.class);

        Permit permit = new Permit();
        Future<Permit> dropped = Futures.ready(permit);
        assertThat(dropped.cancel(cx)).isTrue();
        assertThat(dropped.cancel(cx)).isTrue();
        assertThat(permit.closed).isEqualTo(1);
    }

    @Test
    void failedThrowsTheVeryInstanceOnce() {
        IOException failure = new IOException("gone");
        Future<Integer> failed = Futures.failed(failure);

        assertThatThrownBy(() -> failed.poll(cx)).isSameAs(failure);
        assertThatThrownBy(() -> failed.poll(cx)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void pendingStaysPending() throws Exception {
        Future<Integer> pending = Futures.pending();

        assertThat(pending.poll(cx).isPending()).isTrue();
        assertThat(pending.poll(cx).isPending()).isTrue();
        assertThat(pending.cancel(cx)).isTrue();
    }

    @Test
    void pollFnCallsItsFunctionUntilReady() throws Exception {
        int[] polls = new int[1];
        Future<Integer> future =
                Futures.pollFn(c -> ++polls[0] < 3 ? Poll.pending() : Poll.ready(polls[0]));

        assertThat(future.poll(cx).isPending()).isTrue();
        assertThat(future.poll(cx).isPending()).isTrue();
        assertThat(Hand.value(future, cx)).isEqualTo(3);
        assertThatThrownBy(() -> future.poll(cx)).isInstanceOf(IllegalStateException.class);
        assertThat(polls[0]).isEqualTo(3);
    }

    @Test
    void aStageWakesTheLastWakerAndGivesItsValueOnce() throws Exception {
        CompletableFuture<Integer> stage = new CompletableFuture<>();
        Future<Integer> future = Futures.fromCompletionStage(stage);
        Hand earlier = new Hand();
        assertThat(future.poll(earlier).isPending()).isTrue();
        assertThat(future.poll(cx).isPending()).isTrue();
        assertThat(future.poll(cx).isPending()).isTrue();

        stage.complete(1);

        assertThat(cx.wakes).isEqualTo(1);
        assertThat(earlier.wakes).isZero();
        assertThat(Hand.value(future, cx)).isEqualTo(1);
        assertThatThrownBy(() -> future.poll(cx)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCompletedStageIsReadyAtTheFirstPoll() throws Exception {
        Future<Integer> future = Futures.fromCompletionStage(CompletableFuture.completedFuture(1));

        assertThat(Hand.value(future, cx)).isEqualTo(1);
        assertThat(cx.wakes).isZero();
    }

    @Test
    void theExceptionOfAStageComesUnwrapped() {
        IOException failure = new IOException("gone");
        CompletableFuture<Integer> source = new CompletableFuture<>();
        Future<Integer> direct = Futures.fromCompletionStage(source);
        Future<Integer> derived = Futures.fromCompletionStage(source.thenApply(x -> x));
        source.completeExceptionally(failure);

        assertThatThrownBy(() -> direct.poll(cx)).isSameAs(failure);
        assertThatThrownBy(() -> derived.poll(cx)).isSameAs(failure);
    }

    @Test
    void cancelReachesTheStagePolledOrNot() throws Exception {
        CompletableFuture<Integer> first = new CompletableFuture<>();
        CompletableFuture<Integer> second = new CompletableFuture<>();
        Future<Integer> polled = Futures.fromCompletionStage(first);
        assertThat(polled.poll(cx).isPending()).isTrue();

        assertThat(polled.cancel(cx)).isTrue();
        assertThat(Futures.fromCompletionStage(second).cancel(cx)).isTrue();

        assertThat(first).isCancelled();
        assertThat(second).isCancelled();
        assertThat(cx.wakes).isZero();
    }

    @Test
    void aStageThatWasCancelledElsewhereThrows() {
        CompletableFuture<Integer> stage = new CompletableFuture<>();
        stage.cancel(false);

        assertThatThrownBy(() -> Futures.fromCompletionStage(stage).poll(cx))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void theValueOfAStageThatNobodyReceivesIsDropped() throws Exception {
        Permit before = new Permit();
        Permit after = new Permit();
        CompletableFuture<Permit> completed = CompletableFuture.completedFuture(before);
        CompletableFuture<Permit> stage = new CompletableFuture<>();
        // A minimal stage: its cancellation does not reach the source.
        Future<Permit> future = Futures.fromCompletionStage(stage.minimalCompletionStage());
        assertThat(future.poll(cx).isPending()).isTrue();

        assertThat(future.cancel(cx)).isTrue();
        stage.complete(after);
        assertThat(Futures.fromCompletionStage(completed).cancel(cx)).isTrue();

        assertThat(after.closed).isEqualTo(1);
        assertThat(before.closed).isEqualTo(1);
    }

    /**
     * Each value is delivered or dropped, and a poll that was Pending is woken, whoever is first.
     */
    @Test
    void completionMayRaceWithPollAndCancel() throws Exception {
        try (var completer = Executors.newSingleThreadExecutor()) {
            for (int i = 0; i < 3_000; i++) {
                boolean cancels = i % 2 == 0;
                Permit permit = new Permit();
                CompletableFuture<Permit> source = new CompletableFuture<>();
                Future<Permit> future =
                        Futures.fromCompletionStage(source.minimalCompletionStage());
                CountDownLatch woken = new CountDownLatch(1);
                Context context = Context.of(Waker.of(woken::countDown));
                var completed = completer.submit(() -> source.complete(permit));

                Poll<Permit> poll = future.poll(context);
                if (cancels && poll.isPending()) {
                    future.cancel(context);
                } else if (poll.isPending()) {
                    assertThat(woken.await(20, TimeUnit.SECONDS)).isTrue();
                    poll = future.poll(context);
                    assertThat(poll.isReady()).isTrue();
                }
                completed.get();

                assertThat(permit.closed).isEqualTo(poll.isReady() ? 0 : 1);
            }
        }
    }
}
