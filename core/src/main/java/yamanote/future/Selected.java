package yamanote.future;

import org.jspecify.annotations.Nullable;

/** What {@code selectAny} gives: the position of the branch that won and its value. */
public record Selected<T extends @Nullable Object>(int index, T value) implements SelectResult {}
