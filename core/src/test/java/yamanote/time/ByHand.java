package yamanote.time;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Waker;
import yamanote.internal.timer.ManualTime;
import yamanote.internal.timer.TimerWheel;

/** A wheel, its clock and a context without a runtime. */
final class ByHand {
    static final long MS = 1_000_000;

    final ManualTime time = new ManualTime();
    final TimerWheel wheel = new TimerWheel(time, () -> {});
    int wakes;
    final Waker waker = Waker.of(() -> wakes++);

    /** No task: cleaning up is the combinator's own business. */
    final TestContext alone = new TestContext(false);

    /** Inside of a task, which adopts. */
    final TestContext inTask = new TestContext(true);

    ByHand() {
        wheel.claim();
    }

    void advanceTo(long millis) {
        time.setMillis(millis);
        wheel.advance(millis * MS);
    }

    <T extends @Nullable Object> Timeout<T> timeout(long millis, Future<? extends T> inner) {
        return new Timeout<>(wheel, time.nanos() + millis * MS, time.nanos(), inner);
    }

    /** A context that records what it is asked for. */
    final class TestContext extends Context {
        final List<Future<?>> adopted = new ArrayList<>();
        final List<Throwable> failures = new ArrayList<>();
        int deferred;
        private final boolean adopts;

        TestContext(boolean adopts) {
            this.adopts = adopts;
        }

        @Override
        public Waker waker() {
            return waker;
        }

        @Override
        public void defer() {
            deferred++;
        }

        @Override
        public boolean adopt(Future<?> cleanUp) {
            if (adopts) {
                adopted.add(cleanUp);
            }
            return adopts;
        }

        @Override
        public void cleanUpFailed(Future<?> cancelled, Throwable failure) {
            failures.add(failure);
        }

        @Override
        public int random(int bound) {
            return 0;
        }
    }
}
