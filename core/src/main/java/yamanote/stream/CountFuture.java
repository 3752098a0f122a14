package yamanote.stream;

import yamanote.future.Owned;

/** See {@link AsyncStream#count}. */
final class CountFuture<T> extends Gathering<T, Long> {
    private long count;

    CountFuture(AsyncStream<T> source) {
        super(source);
    }

    @Override
    boolean accept(T item) {
        count++;
        Owned.drop(item);
        return false;
    }

    @Override
    Long result() {
        return count;
    }
}
