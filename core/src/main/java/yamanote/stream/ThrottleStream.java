package yamanote.stream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;

/** See {@link AsyncStream#throttle}. */
final class ThrottleStream<T> extends Operator<T, T> {
    private final Delay delay;
    private boolean holding;

    ThrottleStream(AsyncStream<T> source, Duration spacing) {
        super(source);
        delay = new Delay("AsyncStream.throttle", spacing);
    }

    @Override
    Poll<@Nullable T> advance(Context cx) throws Exception {
        if (holding) {
            if (!delay.hasPassed(cx)) {
                return Poll.pending();
            }
            holding = false;
        }
        Poll<@Nullable T> polled = source.pollNext(cx);
        if (!delay.isZero() && polled.isReady() && value(polled) != null) {
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
