package yamanote.stream;

import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;

/**
 * What an iterator gives; see {@link Streams#iter}. Cooperative: an iterator is always ready, so it
 * is the budget that makes its task give way.
 */
final class IterStream<T> extends OwningStream<T> {
    private final Supplier<? extends Iterator<? extends T>> start;

    /** Closed at the end. */
    private final @Nullable AutoCloseable resource;

    /** Null before the first poll. */
    private @Nullable Iterator<? extends T> iterator;

    /** How many items are left; negative if that is not known. */
    private long left;

    IterStream(
            Supplier<? extends Iterator<? extends T>> start,
            @Nullable AutoCloseable resource,
            long size) {
        this.start = start;
        this.resource = resource;
        this.left = size;
    }

    @Override
    @Nullable Object advance(Context cx) throws Exception {
        if (cx.exhausted()) {
            return PENDING;
        }
        T item;
        try {
            Iterator<? extends T> from = iterator;
            if (from == null) {
                from = start.get();
                iterator = from;
            }
            if (!from.hasNext()) {
                return end(cx);
            }
            item = from.next();
        } catch (Throwable t) {
            return fail(t, cx);
        }
        if (item == null) {
            return fail(new NullPointerException("an iterator gave null, which is no item"), cx);
        }
        cx.spend();
        left--;
        return item;
    }

    @Override
    void release(Ending ending, Context cx) {
        iterator = null;
        left = 0;
        ending.resource(resource, cx);
    }

    @Override
    public SizeHint sizeHint() {
        return left < 0 ? SizeHint.UNKNOWN : SizeHint.exactly(left);
    }
}
