package yamanote.stream;

import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;

/** See {@link AsyncStream#zip}. */
final class ZipStream<A, B, T> extends OwningStream<T> {
    private final OwningStream<A> first;
    private final OwningStream<B> second;
    private final BiFunction<? super A, ? super B, ? extends T> pair;

    /** Waiting for its partner. */
    private @Nullable Object left;

    private @Nullable Object right;

    ZipStream(
            AsyncStream<A> first,
            AsyncStream<? extends B> second,
            BiFunction<? super A, ? super B, ? extends T> pair) {
        this.first = of(first);
        this.second = of(second);
        this.pair = Objects.requireNonNull(pair, "pair");
    }

    @Override
    @Nullable Object advance(Context cx) throws Exception {
        Object a = left == null ? first.pollItem(cx) : left;
        left = a == PENDING ? null : a;
        if (a == null) {
            return end(cx);
        }
        Object b = right == null ? second.pollItem(cx) : right;
        right = b == PENDING ? null : b;
        if (b == null) {
            return end(cx);
        }
        if (left == null || right == null) {
            return PENDING;
        }
        left = null;
        right = null;
        try {
            return Objects.requireNonNull(
                    pair.apply(OwningStream.<A>item(a), OwningStream.<B>item(b)),
                    "the function of zip(…) gave null, which is no item");
        } catch (Throwable t) {
            return fail(t, cx);
        }
    }

    @Override
    void release(Ending ending, Context cx) {
        ending.item(left, cx);
        ending.item(right, cx);
        left = null;
        right = null;
        ending.stream(first);
        ending.stream(second);
    }

    @Override
    public SizeHint sizeHint() {
        SizeHint one = first.sizeHint().plus(left == null ? 0 : 1);
        SizeHint other = second.sizeHint().plus(right == null ? 0 : 1);
        return one.smaller(other);
    }
}
