package yamanote.stream;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;

/** See {@link AsyncStream#notifyClose}. */
final class NotifyCloseStream<T> extends Operator<T, Optional<T>> {
    private boolean ended;

    NotifyCloseStream(AsyncStream<T> source) {
        super(source);
    }

    @Override
    Poll<@Nullable Optional<T>> advance(Context cx) throws Exception {
        if (ended) {
            return Poll.ready(null);
        }
        Poll<@Nullable T> polled = source.pollNext(cx);
        if (polled.isPending()) {
            return Poll.pending();
        }
        Optional<T> notice = Optional.ofNullable(value(polled));
        ended = notice.isEmpty();
        return Poll.ready(notice);
    }

    @Override
    public SizeHint sizeHint() {
        return ended ? SizeHint.exactly(0) : source.sizeHint().plus(1);
    }
}
