package yamanote.future;

import java.util.AbstractList;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** The unmodifiable list that {@code joinAll} and {@code tryJoinAll} give; may hold nulls. */
final class JoinedList<T extends @Nullable Object> extends AbstractList<T> implements RandomAccess {
    private final @Nullable Object[] values;

    JoinedList(@Nullable Object[] values) {
        this.values = values;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public T get(int index) {
        return (T) values[index];
    }

    @Override
    public int size() {
        return values.length;
    }
}
