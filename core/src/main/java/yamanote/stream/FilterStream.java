package yamanote.stream;

import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;

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
    @Nullable Object advance(Context cx) throws Exception {
        for (; ; ) {
            Object polled = source.pollItem(cx);
            if (open || polled == null || polled == PENDING) {
                return polled;
            }
            boolean holds;
            try {
                holds = predicate.test(OwningStream.<T>item(polled));
            } catch (Throwable t) {
                drop(polled, cx);
                return fail(t, cx);
            }
            if (rule == Rule.SKIP_UNTIL_REFUSED) {
                open = !holds;
                holds = open;
            }
            if (holds) {
                return polled;
            }
            drop(polled, cx);
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
