package yamanote.stream;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;

/** See {@link AsyncStream#notifyClose}. */
final class NotifyCloseStream<T> extends Operator<T, Optional<T>> {
    private boolean ended;

    NotifyCloseStream(AsyncStream<T> source) {
        super(source);
    }

    @Override
    @Nullable Object advance(Context cx) throws Exception {
        if (ended) {
            return null;
        }
        Object polled = source.pollItem(cx);
        if (polled == PENDING) {
            return PENDING;
        }
        ended = polled == null;
        return Optional.ofNullable(polled);
    }

    @Override
    public SizeHint sizeHint() {
        return ended ? SizeHint.exactly(0) : source.sizeHint().plus(1);
    }
}
