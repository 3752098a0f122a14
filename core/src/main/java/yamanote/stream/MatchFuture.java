package yamanote.stream;

import java.util.Objects;
import java.util.function.Predicate;
import yamanote.future.Owned;

/** See {@link AsyncStream#all} and {@link AsyncStream#any}. */
final class MatchFuture<T> extends Gathering<T, Boolean> {
    private final Predicate<? super T> predicate;

    /** The answer of the predicate that is the result at once; the other one asks on. */
    private final boolean decisive;

    private boolean result;

    MatchFuture(AsyncStream<T> source, Predicate<? super T> predicate, boolean decisive) {
        super(source);
        this.predicate = Objects.requireNonNull(predicate, "predicate");
        this.decisive = decisive;
        this.result = !decisive;
    }

    @Override
    boolean accept(T item) {
        try {
            if (predicate.test(item) == decisive) {
                result = decisive;
            }
        } finally {
            Owned.drop(item);
        }
        return result == decisive;
    }

    @Override
    Boolean result() {
        return result;
    }
}
