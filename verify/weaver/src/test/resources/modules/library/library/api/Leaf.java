package library.api;

import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** Pending once, then a value. */
public final class Leaf<T> implements Future<T> {
    private final T value;
    private boolean asked;

    private Leaf(T value) {
        this.value = value;
    }

    public static <T> Future<T> of(T value) {
        return new Leaf<>(value);
    }

    @Override
    public Poll<T> poll(Context cx) {
        if (asked) {
            return Poll.ready(value);
        }
        asked = true;
        return Poll.pending();
    }
}
