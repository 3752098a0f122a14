package yamanote.woven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import yamanote.future.CancelledError;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.future.Waker;

/** Cancelling a woven body: Rust's drop, with {@code finally}. */
class CancellationTest {
    private final List<String> log = new ArrayList<>();
    private final FailureLog cx = new FailureLog();

    private Future<String> leaf(String name, int pending) {
        return new PollCountdown<>(pending, name, log);
    }

    @Test
    void nothingOfABodyThatNeverStartedRuns() throws Exception {
        Future<String> future =
                async(() -> {
                    log.add("ran");
                    return leaf("a", 1).await();
                });
        assertThat(future.cancel(cx)).isTrue();
        assertThat(future.cancel(cx)).isTrue();
        assertThat(log).isEmpty();
        assertThatThrownBy(() -> future.poll(cx)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void innermostFutureIsCancelledFirstAndFinallyRunsOutwards() throws Exception {
        Future<String> inner =
                async(() -> {
                    try {
                        return leaf("leaf", 1).await();
                    } finally {
                        log.add("inner finally");
                    }
                });
        Future<String> outer =
                async(() -> {
                    try {
                        return inner.await();
                    } finally {
                        log.add("outer finally");
                    }
                });
        outer.poll(cx);
        assertThat(outer.cancel(cx)).isTrue();
        assertThat(log).containsExactly("cancel leaf", "inner finally", "outer finally");
    }

    @Test
    void catchOfExceptionDoesNotSwallowACancellation() throws Exception {
        Future<String> future =
                async(() -> {
                    try {
                        return leaf("leaf", 1).await();
                    } catch (Exception e) {
                        return "swallowed";
                    }
                });
        future.poll(cx);
        assertThat(future.cancel(cx)).isTrue();
        assertThat(cx.failures).isEmpty();
    }

    @Test
    void innerCleanUpThatAwaitsEndsBeforeOuterCleanUpBegins() throws Exception {
        Future<String> inner =
                async(() -> {
                    try {
                        return leaf("leaf", 1).await();
                    } finally {
                        log.add(leaf("inner", 2).await());
                    }
                });
        Future<String> outer =
                async(() -> {
                    try {
                        return inner.await();
                    } finally {
                        log.add(leaf("outer", 1).await());
                    }
                });
        outer.poll(cx);
        assertThat(outer.cancel(cx)).isFalse();
        assertThat(log).containsExactly("cancel leaf");
        assertThatThrownBy(() -> Drive.toEnd(outer)).isInstanceOf(CancelledError.class);
        assertThat(log).containsExactly("cancel leaf", "inner", "outer");
        assertThat(outer.cancel(cx)).isTrue();
    }

    @Test
    void pendingCleanUpHasRegisteredTheWakerOfTheCancellingContext() throws Exception {
        List<Waker> wakers = new ArrayList<>();
        Future<String> cleanUp =
                cleaning -> {
                    wakers.add(cleaning.waker());
                    return Poll.pending();
                };
        Future<String> future =
                async(() -> {
                    try {
                        return leaf("leaf", 1).await();
                    } finally {
                        cleanUp.await();
                    }
                });
        future.poll(Context.noop());
        assertThat(future.cancel(cx)).isFalse();
        assertThat(wakers).containsExactly(cx.waker());
    }

    @Test
    void secondCancelLeavesAGoingCleanUpAlone() throws Exception {
        Future<String> future =
                async(() -> {
                    try {
                        return leaf("leaf", 1).await();
                    } finally {
                        log.add(leaf("cleaned", 2).await());
                    }
                });
        future.poll(cx);
        assertThat(future.cancel(cx)).isFalse();
        assertThat(future.cancel(cx)).isFalse();
        assertThatThrownBy(() -> Drive.toEnd(future)).isInstanceOf(CancelledError.class);
        assertThat(log).containsExactly("cancel leaf", "cleaned");
    }

    @Test
    void failureOfSynchronousCleanUpIsReportedNotThrown() throws Exception {
        Future<String> future =
                async(() -> {
                    try {
                        return leaf("leaf", 1).await();
                    } finally {
                        failing();
                    }
                });
        future.poll(cx);
        assertThat(future.cancel(cx)).isTrue();
        assertThat(cx.failures).containsExactly("java.io.IOException: clean-up");
    }

    @Test
    void failureOfAnInnerAsynchronousCleanUpIsReportedAndTheOuterBodyIsCancelled()
            throws Exception {
        Future<String> inner =
                async(() -> {
                    try {
                        return leaf("leaf", 1).await();
                    } finally {
                        leaf("inner", 1).await();
                        failing();
                    }
                });
        Future<String> outer = async(() -> inner.await() + "!");
        outer.poll(cx);
        assertThat(outer.cancel(cx)).isFalse();
        assertThatThrownBy(() -> outer.poll(cx)).isInstanceOf(CancelledError.class);
        assertThat(cx.failures).containsExactly("java.io.IOException: clean-up");
    }

    @Test
    void valueOfABodyThatSwallowsItsCancellationIsDropped() throws Exception {
        Owned owned = () -> log.add("closed");
        Future<Owned> swallowing =
                async(() -> {
                    try {
                        leaf("leaf", 1).await();
                    } catch (CancelledError e) {
                        log.add("swallowed");
                    }
                    return owned;
                });
        swallowing.poll(cx);
        assertThat(swallowing.cancel(cx)).isTrue();
        assertThat(log).containsExactly("cancel leaf", "swallowed", "closed");
    }

    @Test
    void ownPollAndCancelFromWithinTheBodyAreRefused() throws Exception {
        List<Future<String>> self = new ArrayList<>();
        Future<String> polling = async(() -> String.valueOf(self.getFirst().poll(cx)));
        self.add(polling);
        assertThatThrownBy(() -> polling.poll(cx))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("polled from within its own poll");
        self.clear();
        Future<String> cancelling = async(() -> String.valueOf(self.getFirst().cancel(cx)));
        self.add(cancelling);
        assertThatThrownBy(() -> cancelling.poll(cx))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cancelled from within its own poll");
    }

    @Test
    void childWhoseCancelThrowsCountsAsFinished() throws Exception {
        Future<String> rude =
                new Future<>() {
                    @Override
                    public Poll<String> poll(Context polling) {
                        return Poll.pending();
                    }

                    @Override
                    public boolean cancel(Context cancelling) {
                        throw new IllegalArgumentException("rude");
                    }
                };
        Future<String> future = async(() -> rude.await() + "!");
        future.poll(cx);
        assertThat(future.cancel(cx)).isTrue();
        assertThat(cx.failures).containsExactly("java.lang.IllegalArgumentException: rude");
    }

    private static void failing() throws IOException {
        throw new IOException("clean-up");
    }

    /** A context that notes the failures of clean-ups. */
    private static final class FailureLog extends Context {
        final List<String> failures = new ArrayList<>();
        private final Waker waker = Waker.of(() -> {});

        @Override
        public Waker waker() {
            return waker;
        }

        @Override
        public void cleanUpFailed(Future<?> cancelled, @Nullable Throwable failure) {
            failures.add(String.valueOf(failure));
        }

        @Override
        public int random(int bound) {
            return 0;
        }
    }
}
