package yamanote.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.internal.util.OwnedList;

/** See {@link AsyncStream#chunks} and {@link AsyncStream#chunksTimeout}. */
final class ChunksStream<T> extends Operator<T, List<T>> implements Chunks<T> {
    private final int size;

    /** How long a list may wait to be full; null: for ever. */
    private final @Nullable Delay patience;

    private final ArrayList<T> items = new ArrayList<>();

    ChunksStream(AsyncStream<T> source, int size, @Nullable Delay patience) {
        super(source);
        this.size = Counts.positive("size", size);
        this.patience = patience;
    }

    @Override
    @Nullable Object advance(Context cx) throws Exception {
        for (; ; ) {
            Object polled = source.pollItem(cx);
            if (polled == PENDING) {
                boolean due = !items.isEmpty() && patience != null && patience.hasPassed(cx);
                return due ? takeRemainder() : PENDING;
            }
            if (polled == null) {
                // A last list is followed by another end of the source.
                return items.isEmpty() ? end(cx) : takeRemainder();
            }
            items.add(OwningStream.<T>item(polled));
            if (items.size() == size) {
                if (patience != null) {
                    patience.stop(cx);
                }
                return takeRemainder();
            }
            if (items.size() == 1 && patience != null) {
                patience.start();
            }
        }
    }

    @Override
    public List<T> takeRemainder() {
        List<T> taken = new OwnedList<>(items.toArray());
        items.clear();
        return taken;
    }

    @Override
    void release(Ending ending, Context cx) {
        if (patience != null) {
            patience.stop(cx);
        }
        ending.item(takeRemainder(), cx);
        super.release(ending, cx);
    }

    @Override
    public SizeHint sizeHint() {
        SizeHint coming = source.sizeHint().plus(items.size());
        OptionalLong most = coming.atMost();
        if (most.isPresent() && patience == null) {
            long lists = most.getAsLong() / size + (most.getAsLong() % size == 0 ? 0 : 1);
            most = OptionalLong.of(lists);
        }
        return new SizeHint(coming.atLeast() / size, most);
    }
}
