package yamanote.stream;

import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import yamanote.runtime.RuntimeHandle;

/** See {@link Flows#toPublisher}. */
final class StreamPublisher<T> implements Flow.Publisher<T> {
    private final RuntimeHandle runtime;
    private final Supplier<? extends AsyncStream<? extends T>> streams;

    StreamPublisher(RuntimeHandle runtime, Supplier<? extends AsyncStream<? extends T>> streams) {
        this.runtime = Objects.requireNonNull(runtime, "runtime");
        this.streams = Objects.requireNonNull(streams, "streams");
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        StreamSubscription<T> subscription =
                new StreamSubscription<>(streams, Objects.requireNonNull(subscriber, "subscriber"));
        subscription.open(subscriber);
        runtime.spawn(subscription); // after onSubscribe has returned: signals are serial
    }
}
