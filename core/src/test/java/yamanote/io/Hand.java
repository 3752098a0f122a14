package yamanote.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;

/** A task played by hand: polls futures and counts its wakes. */
public final class Hand {
    private final AtomicInteger wakes = new AtomicInteger();
    public final Context cx = Context.of(Waker.of(wakes::incrementAndGet));

    /** How often it was woken. */
    public int wakes() {
        return wakes.get();
    }

    /** Polls a future that must be ready. */
    public <T extends @Nullable Object> T ready(Future<T> future) throws Exception {
        Poll<T> polled = future.poll(cx);
        assertThat(polled.isReady()).as("ready").isTrue();
        return ((Poll.Ready<T>) polled).value();
    }

    /** Polls a future that must be pending. */
    public <F extends Future<?>> F pending(F future) throws Exception {
        assertThat(future.poll(cx).isPending()).as("pending").isTrue();
        return future;
    }

    /** Whether the future is ready; polls it. */
    public boolean isReady(Future<?> future) throws Exception {
        return future.poll(cx).isReady();
    }

    /** A waker that throws, without a trace that would fill the log. */
    public static Waker badWaker() {
        return Waker.of(() -> {
            throw new Error("bad waker", null, false, false) {};
        });
    }
}
