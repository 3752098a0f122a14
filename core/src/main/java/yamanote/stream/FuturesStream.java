package yamanote.stream;

import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncCloseable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/**
 * The values of futures that are made one after the other, until one gives null: a source whose
 * receive, tick or accept is a future. Cooperative: charges for a value, unless its future has.
 */
final class FuturesStream<T> extends OwningStream<T> {
    private final Supplier<? extends Future<? extends @Nullable T>> start;
    private final Predicate<Throwable> endsWith;
    private final @Nullable AutoCloseable resource;
    private @Nullable Future<? extends @Nullable T> running;

    /**
     * Goes on after a failure unless it {@code endsWith} it; closes {@code resource} at its end,
     * and waits for that if it can be awaited.
     */
    FuturesStream(
            Supplier<? extends Future<? extends @Nullable T>> start,
            Predicate<Throwable> endsWith,
            @Nullable AutoCloseable resource) {
        this.start = start;
        this.endsWith = endsWith;
        this.resource = resource;
    }

    @Override
    @Nullable Object advance(Context cx) throws Exception {
        if (cx.exhausted()) {
            return PENDING;
        }
        int budget = cx.budget();
        Future<? extends @Nullable T> future = running;
        running = null;
        Poll<? extends @Nullable T> polled;
        try {
            if (future == null) {
                future = start.get();
            }
            polled = future.poll(cx);
        } catch (Throwable t) {
            if (endsWith.test(t)) {
                return fail(t, cx);
            }
            throw t;
        }
        if (polled.isPending()) {
            running = future;
            return PENDING;
        }
        if (cx.budget() == budget) {
            cx.spend();
        }
        T item = ((Poll.Ready<? extends @Nullable T>) polled).value();
        return item == null ? end(cx) : item;
    }

    @Override
    void release(Ending ending, Context cx) {
        ending.future(running);
        running = null;
        if (resource instanceof AsyncCloseable awaited) {
            ending.closing(awaited.closeAsync());
        } else {
            ending.resource(resource, cx);
        }
    }
}
