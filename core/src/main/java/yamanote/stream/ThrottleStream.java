package yamanote.stream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;

/** See {@link AsyncStream#throttle}. */
final class ThrottleStream<T> extends Operator<T, T> {
    private final Delay delay;
    private boolean holding;

    ThrottleStream(AsyncStream<T> source, Duration spacing) {
        super(source);
        delay = new Delay("AsyncStream.throttle", spacing);
    }

    @Override
    @Nullable Object advance(Context cx) throws Exception {
        if (holding) {
            if (!delay.hasPassed(cx)) {
                return PENDING;
            }
            holding = false;
        }
        Object polled = source.pollItem(cx);
        if (polled != null && polled != PENDING && !delay.isZero()) {
            delay.start();
            holding = true;
        }
        return polled;
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
