package yamanote.future;

import org.jspecify.annotations.Nullable;

/** What {@code join} and {@code tryJoin} of 5 futures give: their values in order. */
public record Joined5<
                A extends @Nullable Object,
                B extends @Nullable Object,
                C extends @Nullable Object,
                D extends @Nullable Object,
                E extends @Nullable Object>(
        A first, B second, C third, D fourth, E fifth) implements Joined {}
