package yamanote.stream;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;

/** The items that it was given; see {@link Streams#of}. Cooperative like {@link IterStream}. */
final class ItemsStream<T> extends OwningStream<T> {
    private final @Nullable Object[] items;
    private int next;

    /** Of the elements of {@code items}, none of which may be null. */
    ItemsStream(Object[] items) {
        for (Object item : items) {
            Objects.requireNonNull(item, "an item is null");
        }
        this.items = items.clone();
    }

    @Override
    @Nullable Object advance(Context cx) {
        if (next == items.length) {
            return null;
        }
        if (cx.exhausted()) {
            return PENDING;
        }
        cx.spend();
        return take();
    }

    private @Nullable Object take() {
        Object item = items[next];
        items[next] = null;
        next++;
        return item;
    }

    @Override
    void release(Ending ending, Context cx) {
        while (next < items.length) {
            ending.item(take(), cx);
        }
    }

    @Override
    public SizeHint sizeHint() {
        return SizeHint.exactly(items.length - next);
    }
}
