package yamanote.woven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import yamanote.future.AsyncCloseable;
import yamanote.future.CancelledError;
import yamanote.future.Context;
import yamanote.future.Future;

/** try-with-resources in a woven body awaits {@code closeAsync()}. */
class AwaitedCloseTest {
    private final List<String> log = new ArrayList<>();

    private final class Resource implements AsyncCloseable {
        private final String name;
        private final boolean fails;

        Resource(String name, boolean fails) {
            this.name = name;
            this.fails = fails;
        }

        @Override
        public Future<@Nullable Void> closeAsync() {
            return async(() -> {
                log.add("closing " + name);
                PollCountdown.of(1, name).await();
                log.add("closed " + name);
                if (fails) {
                    throw new IOException(name);
                }
            });
        }
    }

    @Test
    void resourcesAreClosedInReverseOrderBeforeTheValueIsGiven() throws Exception {
        Future<String> future =
                async(() -> {
                    try (Resource a = new Resource("a", false);
                            Resource b = new Resource("b", false)) {
                        return PollCountdown.of(1, a.name + b.name).await();
                    } finally {
                        log.add("finally");
                    }
                });
        assertThat(Drive.toEnd(future)).isEqualTo("ab");
        assertThat(log)
                .containsExactly("closing b", "closed b", "closing a", "closed a", "finally");
    }

    @Test
    void failureOfTheCloseIsSuppressedByTheFailureOfTheBody() {
        Future<String> future =
                async(() -> {
                    try (Resource a = new Resource("a", true)) {
                        throw new IllegalArgumentException(a.name + " in use");
                    }
                });
        assertThatThrownBy(() -> Drive.toEnd(future))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(it ->
                        assertThat(it.getSuppressed())
                                .singleElement()
                                .hasToString("java.io.IOException: a"));
    }

    @Test
    void failureOfTheCloseSurfacesUnchanged() {
        Future<String> future =
                async(() -> {
                    try (Resource a = new Resource("a", true)) {
                        return a.name;
                    }
                });
        assertThatThrownBy(() -> Drive.toEnd(future))
                .isInstanceOf(IOException.class)
                .hasMessage("a");
    }

    @Test
    void nullResourceIsNotClosed() throws Exception {
        Future<String> future =
                async(() -> {
                    try (Resource none = log.isEmpty() ? null : new Resource("a", false)) {
                        return String.valueOf(none);
                    }
                });
        assertThat(Drive.toEnd(future)).isEqualTo("null");
    }

    @Test
    void resourceKnownAsAutoCloseableIsAwaitedIfItCanBe() throws Exception {
        AutoCloseable plain = () -> log.add("plain");
        AutoCloseable awaited = new Resource("awaited", false);
        Future<String> future =
                async(() -> {
                    try (plain;
                            awaited) {
                        return "done";
                    }
                });
        assertThat(Drive.toEnd(future)).isEqualTo("done");
        assertThat(log).containsExactly("closing awaited", "closed awaited", "plain");
    }

    @Test
    void cancelledBodyAwaitsTheClose() throws Exception {
        Future<String> future =
                async(() -> {
                    try (Resource a = new Resource("a", false)) {
                        return a.name + new PollCountdown<>(1, "leaf", log).await();
                    }
                });
        future.poll(Context.noop());
        assertThat(future.cancel(Context.noop())).isFalse();
        assertThatThrownBy(() -> Drive.toEnd(future)).isInstanceOf(CancelledError.class);
        assertThat(log).containsExactly("cancel leaf", "closing a", "closed a");
    }
}
