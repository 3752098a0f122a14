package yamanote.stream;

import java.util.ArrayList;
import java.util.List;
import yamanote.future.Context;
import yamanote.internal.util.OwnedList;

/** See {@link AsyncStream#toList}. */
final class ToListFuture<T> extends Gathering<T, List<T>> {
    private final ArrayList<T> items = new ArrayList<>();

    ToListFuture(AsyncStream<T> source) {
        super(source);
    }

    @Override
    boolean accept(T item) {
        items.add(item);
        return false;
    }

    @Override
    List<T> result() {
        return new OwnedList<>(items.toArray());
    }

    @Override
    void dropResult(Context cx) {
        drop(result(), cx);
    }
}
