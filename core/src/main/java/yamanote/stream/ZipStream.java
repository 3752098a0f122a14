package yamanote.stream;

import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;

/** See {@link AsyncStream#zip}. */
final class ZipStream<A, B, T> extends OwningStream<T> {
    private final AsyncStream<A> first;
    private final AsyncStream<B> second;
    private final BiFunction<? super A, ? super B, ? extends T> pair;

    /** Waiting for its partner. */
    private @Nullable A left;

    private @Nullable B right;

    ZipStream(
            AsyncStream<A> first,
            AsyncStream<? extends B> second,
            BiFunction<? super A, ? super B, ? extends T> pair) {
        this.first = first;
        this.second = widen(second);
        this.pair = Objects.requireNonNull(pair, "pair");
    }

    @Override
    Poll<@Nullable T> advance(Context cx) throws Exception {
        if (left == null) {
            Poll<@Nullable A> polled = first.pollNext(cx);
            if (polled.isReady()) {
                left = value(polled);
                if (left == null) {
                    return end(cx);
                }
            }
        }
        if (right == null) {
            Poll<@Nullable B> polled = second.pollNext(cx);
            if (polled.isReady()) {
                right = value(polled);
                if (right == null) {
                    return end(cx);
                }
            }
        }
        A a = left;
        B b = right;
        if (a == null || b == null) {
            return Poll.pending();
        }
        left = null;
        right = null;
        T paired;
        try {
            paired = Objects.requireNonNull(pair.apply(a, b), "the function of zip(…) gave null");
        } catch (Throwable t) {
            return fail(t, cx);
        }
        return Poll.ready(paired);
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
