package yamanote.task;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.util.Binding;

/** The scope of a task-local around a future: its own binding, made around each poll and cancel. */
final class ScopedFuture<T, R extends @Nullable Object> extends Binding
        implements TaskLocal.Scope<T, R> {
    private final Future<? extends R> future;

    ScopedFuture(TaskLocal<T> local, T value, Future<? extends R> future) {
        super(local, value);
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

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable T takeValue() {
        return (T) take();
    }
}
