package yamanote.stream;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;

/** See {@link AsyncStream#flatMap}. */
final class FlatMapStream<S, T> extends Operator<S, T> {
    private final Function<? super S, ? extends AsyncStream<? extends T>> function;
    private @Nullable AsyncStream<T> inner;

    FlatMapStream(
            AsyncStream<S> source,
            Function<? super S, ? extends AsyncStream<? extends T>> function) {
        super(source);
        this.function = Objects.requireNonNull(function, "function");
    }

    @Override
    Poll<@Nullable T> advance(Context cx) throws Exception {
        for (; ; ) {
            AsyncStream<T> current = inner;
            if (current != null) {
                Poll<@Nullable T> polled = current.pollNext(cx);
                if (polled.isPending() || value(polled) != null) {
                    return polled;
                }
                inner = null;
            }
            Poll<@Nullable S> polled = source.pollNext(cx);
            if (polled.isPending()) {
                return Poll.pending();
            }
            S item = value(polled);
            if (item == null) {
                return Poll.ready(null);
            }
            try {
                inner = widen(Objects.requireNonNull(function.apply(item), "a stream is null"));
            } catch (Throwable t) {
                return fail(t, cx);
            }
        }
    }

    @Override
    void release(Ending ending, Context cx) {
        if (inner != null) {
            ending.stream(inner);
            inner = null;
        }
        super.release(ending, cx);
    }

    @Override
    public SizeHint sizeHint() {
        long least = inner == null ? 0 : inner.sizeHint().atLeast();
        return new SizeHint(least, SizeHint.UNKNOWN.atMost());
    }
}
