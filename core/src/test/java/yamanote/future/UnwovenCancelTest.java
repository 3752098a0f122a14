package yamanote.future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.future.Unwoven.unwoven;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cancellation of a body, as in a woven machine. */
@SuppressWarnings("yamanote.awaitOutside") // what is tested here
class UnwovenCancelTest {
    private final List<String> log = new ArrayList<>();
    private final Hand cx = new Hand();
    private final Leaf<Integer> leaf = new Leaf<>("leaf", log);

    @Test
    void aBodyThatNeverStartedRunsNothing() {
        Future<Integer> future = unwoven(() -> log.add("body") ? 1 : 2);

        assertThat(future.cancel(cx)).isTrue();
        assertThat(log).isEmpty();
        assertThatThrownBy(() -> future.poll(cx)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theInnermostFutureIsCancelledBeforeFinallyRunsFromTheInsideOut() throws Exception {
        Future<Integer> inner =
                unwoven(() -> {
                    try {
                        return leaf.await();
                    } finally {
                        log.add("inner finally");
                    }
                });
        Future<Integer> outer =
                unwoven(() -> {
                    try {
                        return inner.await();
                    } catch (Exception e) {
                        log.add("must not be caught");
                        return 0;
                    } finally {
                        log.add("outer finally");
                    }
                });

        assertThat(outer.poll(cx).isPending()).isTrue();
        assertThat(outer.cancel(cx)).isTrue();

        assertThat(log)
                .containsExactly("poll leaf", "cancel leaf", "inner finally", "outer finally");
        assertThat(cx.reported).isEmpty();
        assertThat(outer.cancel(cx)).isTrue();
        assertThatThrownBy(() -> outer.poll(cx)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFinallyThatAwaitsGoesOnByFurtherPollsAndASecondCancelDoesNothing() throws Exception {
        Leaf<Integer> flush = new Leaf<>("flush", log);
        Future<Integer> future =
                unwoven(() -> {
                    try {
                        return leaf.await();
                    } finally {
                        flush.await();
                        log.add("flushed");
                    }
                });

        assertThat(future.poll(cx).isPending()).isTrue();
        assertThat(future.cancel(cx)).isFalse();
        assertThat(future.cancel(cx)).isFalse();
        assertThat(future.poll(cx).isPending()).isTrue();
        flush.complete(1);
        assertThat(cx.wakes).isEqualTo(1);

        assertThatThrownBy(() -> future.poll(cx)).isInstanceOf(CancelledError.class);
        assertThat(log)
                .containsExactly(
                        "poll leaf",
                        "cancel leaf",
                        "poll flush",
                        "poll flush",
                        "poll flush",
                        "flushed");
        assertThat(future.cancel(cx)).isTrue();
    }

    @Test
    void theCleanUpOfTheAwaitedFutureEndsBeforeThatOfTheBody() throws Exception {
        leaf.cleansUpSlowly = true;
        Future<Integer> future =
                unwoven(() -> {
                    try {
                        return leaf.await();
                    } finally {
                        log.add("finally");
                    }
                });

        assertThat(future.poll(cx).isPending()).isTrue();
        assertThat(future.cancel(cx)).isFalse();
        assertThat(future.poll(cx).isPending()).isTrue();
        leaf.fail(new IOException("disk full"));

        assertThatThrownBy(() -> future.poll(cx)).isInstanceOf(CancelledError.class);
        assertThat(log)
                .containsExactly("poll leaf", "cancel leaf", "clean leaf", "clean leaf", "finally");
        assertThat(cx.reported).singleElement().isInstanceOf(IOException.class);
    }

    @Test
    void theValueOfABodyThatSwallowsItsCancellationIsDropped() throws Exception {
        Permit permit = new Permit();
        Future<Permit> future =
                unwoven(() -> {
                    try {
                        leaf.await();
                    } catch (CancelledError e) {
                        log.add("swallowed");
                    }
                    return permit;
                });

        assertThat(future.poll(cx).isPending()).isTrue();
        assertThat(future.cancel(cx)).isTrue();

        assertThat(log).containsExactly("poll leaf", "cancel leaf", "swallowed");
        assertThat(permit.closed).isEqualTo(1);
    }

    @Test
    void cancelledErrorIsDeliveredOnce() throws Exception {
        Leaf<Integer> next = new Leaf<>("next", log);
        Future<Integer> future =
                unwoven(() -> {
                    try {
                        return leaf.await();
                    } catch (CancelledError e) {
                        return next.await();
                    }
                });

        assertThat(future.poll(cx).isPending()).isTrue();
        assertThat(future.cancel(cx)).isFalse();
        next.complete(7);

        assertThat(Hand.value(future, cx)).isEqualTo(7);
        assertThat(log).doesNotContain("cancel next");
    }

    @Test
    void whatSynchronousCleanUpThrowsIsReportedAndWhatAsynchronousThrowsIsThrownByPoll()
            throws Exception {
        IOException failure = new IOException("disk full");
        Future<Integer> now =
                unwoven(() -> {
                    try {
                        return leaf.await();
                    } finally {
                        log.add("throws");
                        Sneaky.<Exception>raise(failure);
                    }
                });
        Leaf<Integer> other = new Leaf<>("other");
        Leaf<Integer> flush = new Leaf<>("flush");
        Future<Integer> later =
                unwoven(() -> {
                    try {
                        return other.await();
                    } finally {
                        flush.await();
                    }
                });

        assertThat(now.poll(cx).isPending()).isTrue();
        assertThat(now.cancel(cx)).isTrue();
        assertThat(cx.reported).containsExactly(failure);

        assertThat(later.poll(cx).isPending()).isTrue();
        assertThat(later.cancel(cx)).isFalse();
        flush.fail(failure);
        assertThatThrownBy(() -> later.poll(cx)).isSameAs(failure);
        assertThat(cx.reported).hasSize(1);
    }

    @Test
    void whatClosingThrewOnTheWayOutOfACancellationIsReported() throws Exception {
        IOException failure = new IOException("close");
        AutoCloseable resource =
                () -> {
                    throw failure;
                };
        Future<Integer> future =
                unwoven(() -> {
                    try (var _ = resource) {
                        return leaf.await();
                    }
                });

        assertThat(future.poll(cx).isPending()).isTrue();
        assertThat(future.cancel(cx)).isTrue();

        assertThat(cx.reported).containsExactly(failure);
    }

    @Test
    void aLeafWhoseCancelThrowsCountsAsFinished() throws Exception {
        IllegalStateException bug = new IllegalStateException("bug");
        Future<Integer> rude =
                new Future<>() {
                    @Override
                    public Poll<Integer> poll(Context c) {
                        return Poll.pending();
                    }

                    @Override
                    public boolean cancel(Context c) {
                        throw bug;
                    }
                };
        Future<Integer> future = unwoven(rude::await);

        assertThat(future.poll(cx).isPending()).isTrue();
        assertThat(future.cancel(cx)).isTrue();
        assertThat(cx.reported).containsExactly(bug);
    }

    @Test
    void tryWithResourcesAwaitsTheCloseOfAnAsyncCloseable() throws Exception {
        Leaf<@Nullable Void> closing = new Leaf<>("closing", log);
        AsyncCloseable resource = () -> closing;
        Future<Integer> future =
                unwoven(() -> {
                    try (var _ = resource) {
                        return leaf.await();
                    }
                });

        assertThat(future.poll(cx).isPending()).isTrue();
        assertThat(future.cancel(cx)).isFalse();
        closing.complete(null);

        assertThatThrownBy(() -> future.poll(cx)).isInstanceOf(CancelledError.class);
        assertThat(log).containsExactly("poll leaf", "cancel leaf", "poll closing", "poll closing");
    }
}
