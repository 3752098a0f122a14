package yamanote.future;

import org.jspecify.annotations.Nullable;

/** What {@code join} and {@code tryJoin} of 4 futures give: their values in order. */
public record Joined4<
                A extends @Nullable Object,
                B extends @Nullable Object,
                C extends @Nullable Object,
                D extends @Nullable Object>(
        A first, B second, C third, D fourth) implements Joined {}
