package yamanote.stream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.time.ElapsedException;
import yamanote.time.Moment;

/** See {@link AsyncStream#timeout} and {@link AsyncStream#timeoutRepeating}. */
final class TimeoutStream<T> extends Operator<T, T> {
    private enum Phase {
        /** The delay has to be started. */
        IDLE,
        RUNNING,
        /** The failure of this gap has been thrown. */
        ELAPSED
    }

    private final Delay delay;
    private final boolean repeating;
    private Phase phase = Phase.IDLE;

    TimeoutStream(AsyncStream<T> source, Duration duration, boolean repeating) {
        super(source);
        this.repeating = repeating;
        delay = new Delay("AsyncStream." + (repeating ? "timeoutRepeating" : "timeout"), duration);
        if (repeating && delay.isZero()) {
            throw new IllegalArgumentException("period must be > 0, was " + duration);
        }
    }

    @Override
    @Nullable Object advance(Context cx) throws Exception {
        if (phase == Phase.IDLE) {
            delay.start();
            phase = Phase.RUNNING;
        }
        Object polled;
        try {
            polled = source.pollItem(cx);
        } catch (Throwable t) {
            delay.stop(cx); // it may be the end of the source; else the next poll begins a new gap
            phase = Phase.IDLE;
            throw t;
        }
        if (polled == null) {
            return end(cx);
        }
        if (polled != PENDING) {
            delay.start();
            phase = Phase.RUNNING;
            return polled;
        }
        if (phase == Phase.ELAPSED || !delay.hasPassed(cx)) {
            return PENDING;
        }
        Moment deadline = delay.end();
        phase = Phase.ELAPSED;
        if (repeating) {
            delay.start();
            phase = Phase.RUNNING;
        }
        throw new ElapsedException(deadline);
    }

    @Override
    void release(Ending ending, Context cx) {
        delay.stop(cx);
        super.release(ending, cx);
    }

    @Override
    public SizeHint sizeHint() {
        return source.sizeHint();
    }
}
