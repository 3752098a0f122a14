package yamanote.stream;

import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** See {@link AsyncStream#peekable}. */
final class PeekableStream<T> extends Operator<T, T> implements Peekable<T> {
    /** What was looked at and not taken; {@link #PENDING} if nothing was. Null: the end was. */
    private @Nullable Object peeked = PENDING;

    PeekableStream(AsyncStream<T> source) {
        super(source);
    }

    @Override
    @Nullable Object advance(Context cx) throws Exception {
        Object first = peeked;
        if (first == PENDING) {
            return source.pollItem(cx);
        }
        peeked = PENDING;
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
            Object first = peeked == PENDING ? pollItem(cx) : peeked;
            if (first == PENDING) {
                ended = false;
                return Poll.pending();
            }
            peeked = first;
            if (first == null) {
                return Poll.ready(null);
            }
            T item = item(first);
            if (wanted != null) {
                if (!wanted.test(item)) {
                    return Poll.ready(null);
                }
                peeked = PENDING;
            }
            return Poll.ready(item);
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
        if (peeked != PENDING) {
            ending.item(peeked, cx);
            peeked = PENDING;
        }
    }

    @Override
    public SizeHint sizeHint() {
        return source.sizeHint().plus(peeked == PENDING || peeked == null ? 0 : 1);
    }
}
