package yamanote.future;

import org.jspecify.annotations.Nullable;

/**
 * select of any arity: the first branch found ready wins, the others are cancelled before the
 * result is delivered. Each poll starts at a random branch, or at the first one if biased. With the
 * budget used up nobody is polled, as a branch that ignores the budget would otherwise always win.
 */
sealed class SelectEngine<R extends @Nullable Object> extends Combinator<R> permits ManySelect {
    /** Makes the result out of the winner's position and value. */
    interface Shape<R extends @Nullable Object> {
        R of(int branch, @Nullable Object value);
    }

    private final boolean biased;
    private final Shape<R> shape;
    private final boolean enabled;
    private int winner;
    private @Nullable Object value;

    SelectEngine(boolean biased, Shape<R> shape, Future<?>... branches) {
        super(branches);
        this.biased = biased;
        this.shape = shape;
        this.enabled = anyEnabled(branches);
    }

    private static boolean anyEnabled(Future<?>[] branches) {
        for (Future<?> branch : branches) {
            if (!(branch instanceof DisabledBranch<?>)) {
                return true;
            }
        }
        return false;
    }

    @Override
    String name() {
        return biased ? "selectBiased" : "select";
    }

    /** Of a list: by which branches were woken, if they are many. */
    static <R extends @Nullable Object> SelectEngine<R> ofList(
            Shape<R> shape, Future<?>... branches) {
        return branches.length > WokenChildren.FEW
                ? new ManySelect<>(shape, branches)
                : new SelectEngine<>(false, shape, branches);
    }

    /** Whether it is decided by a mistake. */
    final boolean isMisused() {
        if (!enabled) {
            failure =
                    new IllegalStateException(
                            "every branch of this select is disabled: enable one, or do not select");
        }
        return !enabled;
    }

    @Override
    boolean advance(Context cx) {
        if (isMisused()) {
            return true;
        }
        if (cx.exhausted()) {
            return false;
        }
        int k = children.length;
        int from = biased ? 0 : cx.random(k);
        return pollRange(from, k, cx) || pollRange(0, from, cx);
    }

    private boolean pollRange(int from, int to, Context cx) {
        for (int i = from; i < to; i++) {
            if (pollBranch(i, cx)) {
                return true;
            }
        }
        return false;
    }

    /** True if branch {@code i} decides the result. */
    final boolean pollBranch(int i, Context cx) {
        Future<?> branch = children[i];
        if (branch == null || branch instanceof DisabledBranch<?>) {
            return false;
        }
        try {
            Poll<?> poll = branch.poll(cx);
            if (poll == (Object) Poll.Pending.INSTANCE) {
                return false;
            }
            winner = i;
            value = ((Poll.Ready<?>) poll).value();
        } catch (Throwable t) {
            failure = t;
        }
        children[i] = null;
        return true;
    }

    @Override
    R result() {
        R result = shape.of(winner, value);
        value = null;
        return result;
    }

    @Override
    void dropValues(Context cx) {
        CleanUp.drop(this, value, cx);
        value = null;
    }
}
