package yamanote.internal.util;

import org.jspecify.annotations.Nullable;

/** A future around another one, of the same place in the source. */
public interface Wrapped {
    /** The other one; null if it has ended. */
    @Nullable Object inner();
}
