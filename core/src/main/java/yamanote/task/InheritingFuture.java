package yamanote.task;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.util.Binding;
import yamanote.internal.util.Wrapped;

/** See {@link TaskLocal#inherit(Future)}. */
final class InheritingFuture<R extends @Nullable Object> implements Future<R>, Wrapped {
    private final List<Binding> bindings;
    private final Future<? extends R> future;

    InheritingFuture(List<Binding> bindings, Future<? extends R> future) {
        this.bindings = bindings;
        this.future = Objects.requireNonNull(future, "future");
    }

    @Override
    @SuppressWarnings("unchecked") // a Poll only gives its value
    public Poll<R> poll(Context cx) throws Exception {
        enter();
        try {
            return (Poll<R>) future.poll(cx);
        } finally {
            exit();
        }
    }

    @Override
    public boolean cancel(Context cx) {
        enter();
        try {
            return future.cancel(cx);
        } finally {
            exit();
        }
    }

    private void enter() {
        for (int i = 0; i < bindings.size(); i++) {
            bindings.get(i).enter();
        }
    }

    private void exit() {
        for (int i = bindings.size() - 1; i >= 0; i--) {
            bindings.get(i).exit();
        }
    }

    @Override
    public Object inner() {
        return future;
    }
}
