package yamanote.future;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * join and tryJoin of any arity. The n-th poll starts at child n mod k, so that a child which
 * always uses up the budget starves nobody. At the first failure the values so far are dropped, and
 * so are those that come later; tryJoin is decided then, join when the last child has ended.
 */
sealed class JoinEngine<R extends @Nullable Object> extends Combinator<R> permits ManyJoin {
    private static final @Nullable Object[] NONE = {};

    private final boolean failFast;
    private final Function<@Nullable Object[], R> shape;
    private @Nullable Object[] values;
    private int unfinished;
    private int start;

    JoinEngine(boolean failFast, Function<@Nullable Object[], R> shape, Future<?>... children) {
        super(children);
        this.failFast = failFast;
        this.shape = shape;
        this.values = new Object[children.length];
        this.unfinished = children.length;
    }

    /** Of a list: by which children were woken, if they are many. */
    static <R extends @Nullable Object> JoinEngine<R> ofList(
            boolean failFast, Function<@Nullable Object[], R> shape, Future<?>... children) {
        return children.length > WokenChildren.FEW
                ? new ManyJoin<>(failFast, shape, children)
                : new JoinEngine<>(failFast, shape, children);
    }

    @Override
    String name() {
        return failFast ? "tryJoin" : "join";
    }

    @Override
    boolean advance(Context cx) {
        int k = children.length;
        int from = start;
        start = from + 1 < k ? from + 1 : 0;
        return pollRange(from, k, cx) || pollRange(0, from, cx) || isDone();
    }

    /** True if a failure decides the result. */
    private boolean pollRange(int from, int to, Context cx) {
        for (int i = from; i < to; i++) {
            if (pollChild(i, cx)) {
                return true;
            }
        }
        return false;
    }

    /** True if a failure of child {@code i} decides the result. */
    final boolean pollChild(int i, Context cx) {
        Future<?> child = children[i];
        if (child == null) {
            return false;
        }
        try {
            Poll<?> poll = child.poll(cx);
            if (poll == (Object) Poll.Pending.INSTANCE) {
                return false;
            }
            values[i] = ((Poll.Ready<?>) poll).value();
        } catch (Throwable t) {
            fail(t);
        }
        children[i] = null;
        unfinished--;
        if (failure != null) {
            dropValues(cx);
            return failFast;
        }
        return false;
    }

    /** Whether all children have ended. */
    final boolean isDone() {
        return unfinished == 0;
    }

    private void fail(Throwable t) {
        if (failure == null) {
            failure = t;
        } else if (failure != t) {
            failure.addSuppressed(t);
        }
    }

    @Override
    R result() {
        @Nullable Object[] all = values;
        values = NONE;
        return shape.apply(all);
    }

    @Override
    void dropValues(Context cx) {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value != null) {
                values[i] = null;
                CleanUp.drop(this, value, cx);
            }
        }
    }
}
