package yamanote.future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;
import static yamanote.Async.owning;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OwningTest {
    private final List<String> log = new ArrayList<>();
    private final Hand cx = new Hand();
    private final Permit permit = new Permit();
    private final Leaf<Object> leaf = new Leaf<>("leaf", log);
    private final Leaf<@Nullable Void> closing = new Leaf<>("closing", log);
    private final AsyncCloseable slow = () -> closing;
    private final IOException first = new IOException("first");
    private final IOException second = new IOException("second");
    private final AutoCloseable broken =
            () -> {
                throw second;
            };

    @Test
    void closesWhenTheFutureCompletes() throws Exception {
        Future<Integer> future = owning(permit, async(() -> 1));
        assertThat(permit.closed).isZero();

        assertThat(Hand.value(future, cx)).isEqualTo(1);

        assertThat(permit.closed).isEqualTo(1);
        assertThat(future.cancel(cx)).isTrue();
        assertThat(permit.closed).isEqualTo(1);
        assertThatThrownBy(() -> future.poll(cx)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void takesBodiesWithAndWithoutAValue() throws Exception {
        assertThat(Hand.value(owning(permit, () -> 1), cx)).isEqualTo(1);
        assertThat(
                        Hand.value(
                                owning(
                                        permit,
                                        () -> {
                                            log.add("action");
                                        }),
                                cx))
                .isNull();
        assertThat(permit.closed).isEqualTo(2);
        assertThat(log).containsExactly("action");
    }

    @Test
    void closesWhenTheFutureFails() {
        assertThatThrownBy(() -> owning(permit, leaf.failed(first)).poll(cx)).isSameAs(first);
        assertThat(permit.closed).isEqualTo(1);
    }

    @Test
    void closesAfterTheBodysOwnCleanUpWhenCancelled() throws Exception {
        Future<Object> future =
                owning(
                        () -> log.add("close"),
                        () -> {
                            try {
                                return leaf.await();
                            } finally {
                                log.add("finally");
                            }
                        });
        assertThat(future.poll(cx).isPending()).isTrue();

        assertThat(future.cancel(cx)).isTrue();

        assertThat(log).containsExactly("poll leaf", "cancel leaf", "finally", "close");
    }

    @Test
    void closesAlsoIfItNeverStarted() {
        Future<Boolean> future = owning(permit, () -> log.add("body"));

        assertThat(future.cancel(cx)).isTrue();

        assertThat(permit.closed).isEqualTo(1);
        assertThat(log).isEmpty();
    }

    @Test
    void awaitsAnAsynchronousCloseBeforeItGivesTheValue() throws Exception {
        Future<Object> future = owning(slow, leaf.completed(1));

        assertThat(future.poll(cx).isPending()).isTrue();
        closing.complete(null);

        assertThat(Hand.value(future, cx)).isEqualTo(1);
    }

    @Test
    void neverStartedAndCancelledItAwaitsTheAsynchronousClose() throws Exception {
        Future<Object> future = owning(slow, leaf);

        assertThat(future.cancel(cx)).isFalse();
        assertThat(future.cancel(cx)).isFalse();
        closing.complete(null);
        assertThat(cx.wakes).isEqualTo(1);

        assertThatThrownBy(() -> future.poll(cx)).isInstanceOf(CancelledError.class);
        assertThat(log).containsExactly("cancel leaf", "poll closing", "poll closing");
        assertThat(future.cancel(cx)).isTrue();
    }

    @Test
    void anAsynchronousCloseThatIsReadyAtOnceEndsTheCancel() {
        closing.complete(null);

        assertThat(owning(slow, leaf).cancel(cx)).isTrue();
    }

    @Test
    void closesOnlyWhenTheAsynchronousCleanUpOfTheFutureHasEnded() throws Exception {
        Future<Object> future = owning(permit, leaf.slowCleanUp());
        assertThat(future.poll(cx).isPending()).isTrue();
        assertThat(future.cancel(cx)).isFalse();
        assertThat(future.poll(cx).isPending()).isTrue();
        assertThat(permit.closed).isZero();

        leaf.complete(1);

        assertThatThrownBy(() -> future.poll(cx)).isInstanceOf(CancelledError.class);
        assertThat(permit.closed).isEqualTo(1);
    }

    @Test
    void aCloseThatHasBegunIsNotCancelledButTheValueIsDropped() throws Exception {
        Future<Object> future = owning(slow, leaf.completed(permit));
        assertThat(future.poll(cx).isPending()).isTrue();

        assertThat(future.cancel(cx)).isFalse();
        assertThat(permit.closed).isEqualTo(1);
        assertThat(closing.isCancelled()).isFalse();
        closing.complete(null);

        assertThatThrownBy(() -> future.poll(cx)).isInstanceOf(CancelledError.class);
    }

    @Test
    void whatCloseThrowsIsSuppressedInTheFailureOrElseThrownAndThenTheValueIsDropped() {
        assertThatThrownBy(() -> owning(broken, leaf.failed(first)).poll(cx))
                .isSameAs(first)
                .hasSuppressedException(second);
        assertThatThrownBy(() -> owning(broken, Futures.ready(permit)).poll(cx)).isSameAs(second);
        assertThat(permit.closed).isEqualTo(1);
    }

    @Test
    void whatCloseThrowsInCancelIsReported() {
        assertThat(owning(broken, leaf).cancel(cx)).isTrue();

        assertThat(cx.reported).containsExactly(second);
    }

    @Test
    void whatAnAsynchronousCloseThrowsInACancellationIsThrownByPoll() {
        Future<Object> future = owning(slow, leaf);
        assertThat(future.cancel(cx)).isFalse();

        closing.fail(second);

        assertThatThrownBy(() -> future.poll(cx)).isSameAs(second);
    }
}
