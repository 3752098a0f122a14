package yamanote.stream;

import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;

/**
 * See {@link AsyncStream#filter}, {@link AsyncStream#takeWhile} and {@link AsyncStream#skipWhile}:
 * what a predicate lets pass.
 */
final class FilterStream<T> extends Operator<T, T> {
    /** What comes of a refused item, and of those after it. */
    enum Rule {
        SKIP_REFUSED,
        END_AT_REFUSED,
        SKIP_UNTIL_REFUSED
    }

    private final Predicate<? super T> predicate;
    private final Rule rule;

    /** No more questions: everything passes. */
    private boolean open;

    FilterStream(AsyncStream<T> source, Predicate<? super T> predicate, Rule rule) {
        super(source);
        this.predicate = Objects.requireNonNull(predicate, "predicate");
        this.rule = rule;
    }

    @Override
    Poll<@Nullable T> advance(Context cx) throws Exception {
        for (; ; ) {
            Poll<@Nullable T> polled = source.pollNext(cx);
            if (open || polled.isPending()) {
                return polled;
            }
            T item = value(polled);
            if (item == null) {
                return polled;
            }
            boolean holds;
            try {
                holds = predicate.test(item);
            } catch (Throwable t) {
                drop(item, cx);
                return fail(t, cx);
            }
            if (rule == Rule.SKIP_UNTIL_REFUSED) {
                open = !holds;
                holds = open;
            }
            if (holds) {
                return polled;
            }
            drop(item, cx);
            if (rule == Rule.END_AT_REFUSED) {
                return end(cx);
            }
        }
    }

    @Override
    public SizeHint sizeHint() {
        SizeHint size = source.sizeHint();
        return open ? size : size.some();
    }
}
