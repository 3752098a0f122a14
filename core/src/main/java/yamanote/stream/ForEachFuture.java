package yamanote.stream;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncConsumer;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.internal.util.Wrapped;

/** See {@link AsyncStream#forEach}. */
final class ForEachFuture<T> extends Consumption<T, @Nullable Void> implements Wrapped {
    private final AsyncConsumer<? super T> consumer;
    private @Nullable Future<?> running;

    ForEachFuture(AsyncStream<T> source, AsyncConsumer<? super T> consumer) {
        super(source);
        this.consumer = Objects.requireNonNull(consumer, "consumer");
    }

    /** So that a task of this is known by the consumer's line. */
    @Override
    public Object inner() {
        return consumer;
    }

    @Override
    boolean advance(Context cx) throws Exception {
        for (; ; ) {
            Future<?> future = running;
            if (future == null) {
                Object polled = source.pollItem(cx);
                if (polled == null || polled == OwningStream.PENDING) {
                    return polled == null;
                }
                future = consumer.start(OwningStream.<T>item(polled));
            }
            // Polled right after its start: else a cancel would lose an item that it owns.
            running = null;
            if (future.poll(cx).isPending()) {
                running = future;
                return false;
            }
        }
    }

    @Override
    @Nullable Void result() {
        return null;
    }

    @Override
    void release(Ending ending, Context cx) {
        ending.future(running);
        running = null;
        super.release(ending, cx);
    }
}
