package yamanote.woven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import yamanote.future.AsyncBody;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** What a woven body does when it is polled. */
class WovenBodyTest {
    private final List<String> log = new ArrayList<>();

    private static Future<Integer> length(String text, int pending) {
        return async(() -> PollCountdown.of(pending, text).await().length());
    }

    @Test
    void bodyIsWoven() {
        assertThat(length("a", 0)).isInstanceOf(BodyMachine.class);
    }

    @Test
    void nothingRunsBeforeTheFirstPoll() throws Exception {
        Future<Void> future =
                async(() -> {
                    log.add("ran");
                });
        assertThat(log).isEmpty();
        future.poll(Context.noop());
        assertThat(log).containsExactly("ran");
    }

    @Test
    void readyFuturesAreAwaitedInOnePoll() throws Exception {
        Future<Integer> future = async(() -> length("abc", 0).await() + length("de", 0).await());
        assertThat(future.poll(Context.noop())).isEqualTo(Poll.ready(5));
    }

    @Test
    void pendingFutureSuspendsEveryBodyAboveIt() throws Exception {
        Future<Integer> future = async(() -> length("abc", 1).await() + length("de", 1).await());
        assertThat(future.poll(Context.noop()).isPending()).isTrue();
        assertThat(future.poll(Context.noop()).isPending()).isTrue();
        assertThat(future.poll(Context.noop())).isEqualTo(Poll.ready(5));
    }

    @Test
    void exceptionSurfacesAtTheLineOfTheAwait() {
        Future<String> failing =
                _ -> {
                    throw new IOException("gone");
                };
        int line = StackWalker.getInstance().walk(s -> s.findFirst().orElseThrow().getLineNumber());
        Future<String> future = async(() -> "x" + failing.await());
        assertThatThrownBy(() -> future.poll(Context.noop()))
                .isInstanceOf(IOException.class)
                .satisfies(it ->
                        assertThat(it.getStackTrace())
                                .anyMatch(frame ->
                                        frame.getLineNumber() == line + 2
                                                && frame.getMethodName().startsWith("lambda$")));
    }

    @Test
    void pollAfterTheEndIsRefused() throws Exception {
        Future<Integer> future = length("abc", 0);
        future.poll(Context.noop());
        assertThatThrownBy(() -> future.poll(Context.noop()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("make a new future");
    }

    @Test
    void bodyIsNotRunByCallingIt() {
        AsyncBody<Integer> body = () -> length("abc", 0).await();
        assertThatThrownBy(body::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("async(body).await()");
    }
}
