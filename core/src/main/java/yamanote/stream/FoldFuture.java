package yamanote.stream;

import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;

/** See {@link AsyncStream#fold} and {@link AsyncStream#reduce}. */
final class FoldFuture<T, R extends @Nullable Object> extends Gathering<T, R> {
    private final BiFunction<? super R, ? super T, ? extends R> step;
    private R value;

    FoldFuture(AsyncStream<T> source, R seed, BiFunction<? super R, ? super T, ? extends R> step) {
        super(source);
        this.value = seed;
        this.step = Objects.requireNonNull(step, "step");
    }

    static <T> Future<@Nullable T> reducing(AsyncStream<T> source, BinaryOperator<T> step) {
        Objects.requireNonNull(step, "step");
        return new FoldFuture<T, @Nullable T>(
                source, null, (value, item) -> value == null ? item : step.apply(value, item));
    }

    @Override
    boolean accept(T item) {
        value = step.apply(value, item);
        return false;
    }

    @Override
    R result() {
        return value;
    }

    @Override
    void dropResult(Context cx) {
        drop(value, cx);
    }
}
