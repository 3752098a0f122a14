package yamanote.internal.util;

import org.jspecify.annotations.Nullable;

/**
 * A result that holds the value of somebody else: a case of a select, an outcome. {@code
 * Owned.drop} of it drops that value.
 */
public interface Carrier {
    /** The value held. */
    @Nullable Object value();
}
