package yamanote.internal.util;

import java.util.AbstractList;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The unmodifiable list that {@code joinAll} and the like give; may hold nulls. {@code Owned.drop}
 * of it drops its elements.
 */
public final class OwnedList<T extends @Nullable Object> extends AbstractList<T>
        implements RandomAccess {
    private final @Nullable Object[] values;

    /** Takes the array over. */
    public OwnedList(@Nullable Object[] values) {
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
