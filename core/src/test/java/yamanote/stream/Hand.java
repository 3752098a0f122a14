package yamanote.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;

/** A context for polling by hand: counts wakes, keeps what is reported, begins where it is told. */
final class Hand extends Context {
    final List<Throwable> reported = new ArrayList<>();
    int wakes;
    int random;
    private final Waker waker = Waker.of(() -> wakes++);

    @Override
    public Waker waker() {
        return waker;
    }

    @Override
    public void cleanUpFailed(Future<?> cancelled, Throwable failure) {
        reported.add(failure);
    }

    @Override
    public int random(int bound) {
        return random % bound;
    }

    /** The item that a stream has now. */
    <T> T item(AsyncStream<T> stream) throws Exception {
        T item = polled(stream);
        assertThat(item).as("an item").isNotNull();
        return item;
    }

    /** Asserts that a stream has nothing now. */
    void pending(AsyncStream<?> stream) throws Exception {
        assertThat(stream.pollNext(this).isPending()).as("pending").isTrue();
    }

    /** Asserts that a stream is at its end, and stays there. */
    void ended(AsyncStream<?> stream) throws Exception {
        assertThat((Object) polled(stream)).as("the end").isNull();
        assertThat((Object) polled(stream)).as("the end again").isNull();
    }

    private <T> @Nullable T polled(AsyncStream<T> stream) throws Exception {
        Poll<@Nullable T> polled = stream.pollNext(this);
        assertThat(polled.isReady()).as("ready").isTrue();
        return ((Poll.Ready<@Nullable T>) polled).value();
    }

    /** The value that a future has now. */
    <T extends @Nullable Object> T value(Future<T> future) throws Exception {
        Poll<T> polled = future.poll(this);
        assertThat(polled.isReady()).as("ready").isTrue();
        return ((Poll.Ready<T>) polled).value();
    }

    /** Asserts that a future has no value now. */
    void waiting(Future<?> future) throws Exception {
        assertThat(future.poll(this).isPending()).as("pending").isTrue();
    }

    /** What a stream gives until its end, with the failures in between. */
    <T> List<Object> all(AsyncStream<T> stream) {
        List<Object> all = new ArrayList<>();
        for (; ; ) {
            try {
                Poll<@Nullable T> polled = stream.pollNext(this);
                if (polled.isPending()) {
                    all.add("pending");
                    continue;
                }
                T item = ((Poll.Ready<@Nullable T>) polled).value();
                if (item == null) {
                    return all;
                }
                all.add(item);
            } catch (Exception e) {
                all.add(e);
            }
        }
    }
}
