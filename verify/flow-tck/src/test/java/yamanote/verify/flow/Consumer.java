package yamanote.verify.flow;

import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;
import yamanote.stream.AsyncStream;
import yamanote.stream.Flows;

/** A stream that has subscribed, seen from both sides: its subscriber, and its polls. */
final class Consumer<T> {
    private final AsyncStream<T> stream;
    private Flow.@Nullable Subscriber<? super T> subscriber;

    Consumer(int prefetch) {
        stream = Flows.fromPublisher(it -> subscriber = it, prefetch);
        poll();
    }

    Flow.Subscriber<T> subscriber() {
        @SuppressWarnings("unchecked") // a subscriber only takes items
        Flow.Subscriber<T> known = (Flow.Subscriber<T>) Objects.requireNonNull(subscriber);
        return known;
    }

    /** Whether an item was there to be taken. */
    boolean poll() {
        try {
            Poll<?> polled = stream.pollNext(Context.noop());
            return polled.isReady() && ((Poll.Ready<?>) polled).value() != null;
        } catch (Exception failed) {
            return false;
        }
    }

    void cancel() {
        stream.cancel(Context.noop());
    }
}
