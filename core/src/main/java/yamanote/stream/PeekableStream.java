package yamanote.stream;

import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.future.Poll;

/** See {@link AsyncStream#peekable}. */
final class PeekableStream<T> extends Operator<T, T> implements Peekable<T> {
    /** What was looked at, an item or the end, and not taken. */
    private @Nullable Poll<@Nullable T> peeked;

    PeekableStream(AsyncStream<T> source) {
        super(source);
    }

    @Override
    Poll<@Nullable T> advance(Context cx) throws Exception {
        Poll<@Nullable T> first = peeked;
        if (first == null) {
            return source.pollNext(cx);
        }
        peeked = null;
        return first;
    }

    private Poll<@Nullable T> pollPeek(Context cx) throws Exception {
        Poll<@Nullable T> first = peeked;
        if (first == null) {
            first = pollNext(cx);
            if (first.isReady()) {
                peeked = first;
            }
        }
        return first;
    }

    private Poll<@Nullable T> pollNextIf(Predicate<? super T> wanted, Context cx) throws Exception {
        Poll<@Nullable T> first = pollPeek(cx);
        T item = first.isReady() ? value(first) : null;
        if (item == null) {
            return first;
        }
        if (!wanted.test(item)) {
            return Poll.ready(null);
        }
        peeked = null;
        return first;
    }

    @Override
    public Future<@Nullable T> peek() {
        return Futures.pollFn(this::pollPeek);
    }

    @Override
    public Future<@Nullable T> nextIf(Predicate<? super T> wanted) {
        Objects.requireNonNull(wanted, "wanted");
        return Futures.pollFn(cx -> pollNextIf(wanted, cx));
    }

    @Override
    void release(Ending ending, Context cx) {
        super.release(ending, cx);
        Poll<@Nullable T> first = peeked;
        if (first != null) {
            peeked = null;
            ending.item(value(first), cx);
        }
    }

    @Override
    public SizeHint sizeHint() {
        Poll<@Nullable T> first = peeked;
        return source.sizeHint().plus(first == null || value(first) == null ? 0 : 1);
    }
}
