package yamanote.stream;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;

/** See {@link AsyncStream#map}, {@link AsyncStream#filterMap} and {@link AsyncStream#mapWhile}. */
final class MapStream<S, T> extends Operator<S, T> {
    /** What it means that the function gives null. */
    enum Null {
        MISTAKE,
        SKIPPED,
        END
    }

    private final Function<? super S, ? extends @Nullable T> function;
    private final Null rule;

    MapStream(
            AsyncStream<S> source, Function<? super S, ? extends @Nullable T> function, Null rule) {
        super(source);
        this.function = Objects.requireNonNull(function, "function");
        this.rule = rule;
    }

    @Override
    @Nullable Object advance(Context cx) throws Exception {
        for (; ; ) {
            Object polled = source.pollItem(cx);
            if (polled == null || polled == PENDING) {
                return polled;
            }
            T mapped;
            try {
                mapped = function.apply(OwningStream.<S>item(polled));
            } catch (Throwable t) {
                return fail(t, cx);
            }
            if (mapped != null) {
                return mapped;
            }
            if (rule == Null.MISTAKE) {
                return fail(
                        new NullPointerException(
                                "the function of map(…) gave null, which is no item: use"
                                        + " filterMap(…) to leave items out"),
                        cx);
            }
            if (rule == Null.END) {
                return end(cx);
            }
        }
    }

    @Override
    public SizeHint sizeHint() {
        SizeHint size = source.sizeHint();
        return rule == Null.MISTAKE ? size : size.some();
    }
}
