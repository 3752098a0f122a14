package yamanote.stream;

import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
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

    @Override
    public Future<@Nullable T> peek() {
        return new Look(null);
    }

    @Override
    public Future<@Nullable T> nextIf(Predicate<? super T> wanted) {
        return new Look(Objects.requireNonNull(wanted, "wanted"));
    }

    /** The next item without taking it, or if a predicate wants it. */
    private final class Look implements Future<@Nullable T> {
        private final @Nullable Predicate<? super T> wanted;
        private boolean ended;

        Look(@Nullable Predicate<? super T> wanted) {
            this.wanted = wanted;
        }

        @Override
        public Poll<@Nullable T> poll(Context cx) throws Exception {
            if (ended) {
                throw new IllegalStateException(
                        "a peek() or nextIf(…) is polled after it has ended: make a new one");
            }
            ended = true;
            Poll<@Nullable T> first = peeked == null ? pollNext(cx) : peeked;
            if (first.isPending()) {
                ended = false;
                return first;
            }
            peeked = first;
            T item = value(first);
            if (wanted == null || item == null) {
                return first;
            }
            if (!wanted.test(item)) {
                return Poll.ready(null);
            }
            peeked = null;
            return first;
        }

        @Override
        public boolean cancel(Context cx) {
            ended = true;
            return true;
        }
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
