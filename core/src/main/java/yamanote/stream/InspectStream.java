package yamanote.stream;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;

/** See {@link AsyncStream#inspect}. */
final class InspectStream<T> extends Operator<T, T> {
    private final Consumer<? super T> look;

    InspectStream(AsyncStream<T> source, Consumer<? super T> look) {
        super(source);
        this.look = Objects.requireNonNull(look, "look");
    }

    @Override
    @Nullable Object advance(Context cx) throws Exception {
        Object polled = source.pollItem(cx);
        if (polled != null && polled != PENDING) {
            try {
                look.accept(OwningStream.<T>item(polled));
            } catch (Throwable t) {
                drop(polled, cx);
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
