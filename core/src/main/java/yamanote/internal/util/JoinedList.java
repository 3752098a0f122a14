package yamanote.internal.util;

import java.util.AbstractList;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The unmodifiable list of values that {@code joinAll} and {@code tryJoinAll} give; may hold nulls.
 * {@code Owned.drop} of it drops each of them.
 */
public final class JoinedList<T extends @Nullable Object> extends AbstractList<T>
        implements RandomAccess {
    private final @Nullable Object[] values;

    /** Takes the array over. */
    public JoinedList(@Nullable Object[] values) {
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
