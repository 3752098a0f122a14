package yamanote.stream;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;

/** See {@link AsyncStream#inspect}. */
final class InspectStream<T> extends Operator<T, T> {
    private final Consumer<? super T> look;

    InspectStream(AsyncStream<T> source, Consumer<? super T> look) {
        super(source);
        this.look = Objects.requireNonNull(look, "look");
    }

    @Override
    Poll<@Nullable T> advance(Context cx) throws Exception {
        Poll<@Nullable T> polled = source.pollNext(cx);
        T item = polled.isReady() ? value(polled) : null;
        if (item != null) {
            try {
                look.accept(item);
            } catch (Throwable t) {
                drop(item, cx);
                return fail(t, cx);
            }
        }
        return polled;
    }

    @Override
    public SizeHint sizeHint() {
        return source.sizeHint();
    }
}
