package yamanote.test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.stream.AsyncStream;
import yamanote.time.Sleep;

/**
 * A stream that follows a script. Mirrors {@code tokio_test::stream_mock::StreamMock}.
 *
 * <pre>{@code
 * var ticks = MockStream.<String>builder().next("a").waitFor(Duration.ofSeconds(1)).next("b").build();
 * }</pre>
 *
 * <p>After the last step it ends, and ends again at every further poll. Code under test owns it
 * like any stream and may end it early; {@link #assertDone()} fails if steps are left. Takes part
 * in cooperation; owner-only, as streams are.
 */
public final class MockStream<T> implements AsyncStream<T> {
    private sealed interface Step<T> {
        record Item<T>(T item) implements Step<T> {}

        record Failure<T>(Exception failure) implements Step<T> {}

        record Wait<T>(Duration time) implements Step<T> {}
    }

    private final Deque<Step<T>> steps;
    private @Nullable Sleep sleep;
    private boolean cancelled;
    private int given;

    private MockStream(Deque<Step<T>> steps) {
        this.steps = steps;
    }

    /** An empty script. */
    public static <T> Builder<T> builder() {
        return new Builder<>();
    }

    @Override
    public Poll<@Nullable T> pollNext(Context cx) throws Exception {
        if (cx.exhausted()) {
            return Poll.pending();
        }
        while (!cancelled && steps.peek() instanceof Step.Wait<T>(Duration time)) {
            if (sleep == null) {
                sleep = Sleep.of(time);
            }
            if (sleep.poll(cx).isPending()) {
                return Poll.pending();
            }
            sleep = null;
            steps.remove();
        }
        cx.spend();
        if (cancelled) {
            return Poll.ready(null);
        }
        return switch (steps.poll()) {
            case null -> Poll.ready(null);
            case Step.Item<T>(T item) -> {
                given++;
                yield Poll.ready(item);
            }
            case Step.Failure<T>(Exception failure) -> throw failure;
            case Step.Wait<T> _ -> throw new AssertionError("a wait is over before this");
        };
    }

    /** Items that are left and {@link Owned} are closed; they still count as left. */
    @Override
    public boolean cancel(Context cx) {
        if (!cancelled) {
            cancelled = true;
            if (sleep != null) {
                sleep.cancel(cx);
                sleep = null;
            }
            for (Step<T> step : steps) {
                if (step instanceof Step.Item<T>(T item)) {
                    Owned.drop(item);
                }
            }
        }
        return true;
    }

    /** Whether it was ended early. */
    public boolean isCancelled() {
        return cancelled;
    }

    /** How many items it has given. */
    public int given() {
        return given;
    }

    /**
     * Everything must have happened, a last wait excepted.
     *
     * @throws AssertionError if steps are left
     */
    public void assertDone() {
        long left = steps.stream().filter(step -> !(step instanceof Step.Wait)).count();
        if (left > 0) {
            throw new AssertionError(
                    this + (cancelled ? " was ended early with " : " has ") + left + " steps left");
        }
    }

    @Override
    public String toString() {
        return "MockStream["
                + given
                + " items given, next: "
                + (steps.isEmpty() ? "the end" : steps.peek())
                + "]";
    }

    /** The script being written. */
    public static final class Builder<T> {
        private final Deque<Step<T>> steps = new ArrayDeque<>();

        private Builder() {}

        /** Then this item comes. */
        public Builder<T> next(T item) {
            steps.add(new Step.Item<>(Objects.requireNonNull(item, "item")));
            return this;
        }

        /** Then this very instance comes, in the place of an item; the stream goes on after it. */
        public Builder<T> failure(Exception failure) {
            steps.add(new Step.Failure<>(Objects.requireNonNull(failure, "failure")));
            return this;
        }

        /** Then nothing comes for some time, by the runtime's clock, from when it is asked for. */
        public Builder<T> waitFor(Duration time) {
            steps.add(new Step.Wait<>(Objects.requireNonNull(time, "time")));
            return this;
        }

        /** The stream; each has the whole script. */
        public MockStream<T> build() {
            return new MockStream<>(new ArrayDeque<>(steps));
        }
    }
}
