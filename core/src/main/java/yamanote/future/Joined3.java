package yamanote.future;

import org.jspecify.annotations.Nullable;

/** What {@code join} and {@code tryJoin} of 3 futures give: their values in order. */
public record Joined3<
                A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>(
        A first, B second, C third) implements Joined {}
