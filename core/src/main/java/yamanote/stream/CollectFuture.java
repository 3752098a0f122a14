package yamanote.stream;

import java.util.function.BiConsumer;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;

/** See {@link AsyncStream#collect}. */
final class CollectFuture<T, A, R extends @Nullable Object> extends Gathering<T, R> {
    private final Collector<? super T, A, R> collector;
    private final BiConsumer<A, ? super T> accumulator;
    private @Nullable A container;

    CollectFuture(AsyncStream<T> source, Collector<? super T, A, R> collector) {
        super(source);
        this.collector = collector;
        this.accumulator = collector.accumulator();
    }

    static <T, A, R extends @Nullable Object> Future<R> of(
            AsyncStream<T> source, Collector<? super T, A, R> collector) {
        return new CollectFuture<>(source, collector);
    }

    /** Made at the first need, as everything is. */
    private A container() {
        A made = container;
        if (made == null) {
            made = collector.supplier().get();
            container = made;
        }
        return made;
    }

    @Override
    boolean accept(T item) {
        accumulator.accept(container(), item);
        return false;
    }

    @Override
    R result() {
        return collector.finisher().apply(container());
    }
}
