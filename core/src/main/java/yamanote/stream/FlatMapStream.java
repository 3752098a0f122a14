package yamanote.stream;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;

/** See {@link AsyncStream#flatMap}. */
final class FlatMapStream<S, T> extends Operator<S, T> {
    private final Function<? super S, ? extends AsyncStream<? extends T>> function;
    private @Nullable OwningStream<T> inner;

    FlatMapStream(
            AsyncStream<S> source,
            Function<? super S, ? extends AsyncStream<? extends T>> function) {
        super(source);
        this.function = Objects.requireNonNull(function, "function");
    }

    @Override
    @Nullable Object advance(Context cx) throws Exception {
        for (; ; ) {
            OwningStream<T> current = inner;
            if (current != null) {
                Object polled = current.pollItem(cx);
                if (polled != null) {
                    return polled;
                }
                inner = null;
            }
            Object item = source.pollItem(cx);
            if (item == null || item == PENDING) {
                return item;
            }
            try {
                inner = of(function.apply(OwningStream.<S>item(item)));
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
