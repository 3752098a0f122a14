package yamanote.future;

import org.jspecify.annotations.Nullable;

/** What {@code join} and {@code tryJoin} of 2 futures give: their values in order. */
public record Joined2<A extends @Nullable Object, B extends @Nullable Object>(A first, B second)
        implements Joined {}
