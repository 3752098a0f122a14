package yamanote.future;

import org.jspecify.annotations.Nullable;
import yamanote.internal.util.Wrapped;

/** See {@link Combinators#unconstrained}. */
record Unconstrained<T extends @Nullable Object>(Future<? extends T> inner)
        implements Future<T>, Wrapped {
    @Override
    @SuppressWarnings("unchecked") // a Poll only gives its value
    public Poll<T> poll(Context cx) throws Exception {
        int budget = cx.budget();
        cx.budget(Context.UNLIMITED);
        try {
            return (Poll<T>) inner.poll(cx);
        } finally {
            cx.budget(budget);
        }
    }

    @Override
    public boolean cancel(Context cx) {
        int budget = cx.budget();
        cx.budget(Context.UNLIMITED);
        try {
            return inner.cancel(cx);
        } finally {
            cx.budget(budget);
        }
    }
}
