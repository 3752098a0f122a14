package yamanote.future;

import org.jspecify.annotations.Nullable;

/** What {@code join} and {@code tryJoin} of 6 futures give: their values in order. */
public record Joined6<
                A extends @Nullable Object,
                B extends @Nullable Object,
                C extends @Nullable Object,
                D extends @Nullable Object,
                E extends @Nullable Object,
                F extends @Nullable Object>(
        A first, B second, C third, D fourth, E fifth, F sixth) implements Joined {}
