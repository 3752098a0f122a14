package yamanote.stream;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncFunction;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** See {@link AsyncStream#then}. */
final class ThenStream<S, T> extends Operator<S, T> {
    private final AsyncFunction<? super S, ? extends T> function;
    private @Nullable Future<? extends T> running;

    ThenStream(AsyncStream<S> source, AsyncFunction<? super S, ? extends T> function) {
        super(source);
        this.function = Objects.requireNonNull(function, "function");
    }

    @Override
    @Nullable Object advance(Context cx) throws Exception {
        Future<? extends T> future = running;
        if (future == null) {
            Object item = source.pollItem(cx);
            if (item == null || item == PENDING) {
                return item;
            }
            try {
                future = function.start(OwningStream.<S>item(item));
            } catch (Throwable t) {
                drop(item, cx);
                return fail(t, cx);
            }
        }
        // Polled right after its start: else a cancel would lose an item that it owns.
        running = null;
        Poll<? extends @Nullable T> polled;
        try {
            polled = future.poll(cx);
        } catch (Throwable t) {
            return fail(t, cx);
        }
        if (polled.isPending()) {
            running = future;
            return PENDING;
        }
        T result = ((Poll.Ready<? extends @Nullable T>) polled).value();
        return result == null ? fail(Flight.noItem("then"), cx) : result;
    }

    @Override
    void release(Ending ending, Context cx) {
        ending.future(running);
        running = null;
        super.release(ending, cx);
    }

    @Override
    public SizeHint sizeHint() {
        return source.sizeHint().plus(running == null ? 0 : 1);
    }
}
