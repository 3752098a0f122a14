package yamanote.stream;

import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import yamanote.runtime.RuntimeHandle;

/**
 * Streams as {@code java.util.concurrent.Flow} publishers and the other way, by the rules of
 * Reactive Streams.
 */
public final class Flows {
    private static final int MOST_PREFETCH = 1 << 20;

    private Flows() {}

    /** {@link #fromPublisher(Flow.Publisher, int)} with a prefetch of 256. */
    public static <T> AsyncStream<T> fromPublisher(Flow.Publisher<? extends T> publisher) {
        return fromPublisher(publisher, Flow.defaultBufferSize());
    }

    /**
     * The items of {@code publisher}, to which the first poll subscribes. It is asked for {@code
     * prefetch} items, then for more as they are taken, so that many are held at most; its failure
     * comes in the place of an item. Cancelling the stream cancels the subscription. Cancel safe:
     * an item is taken or stays.
     *
     * <p>One that sends more than it was asked for is cancelled, and the stream fails.
     *
     * @throws IllegalArgumentException if {@code prefetch} is not positive, or above 2^20
     */
    public static <T> AsyncStream<T> fromPublisher(
            Flow.Publisher<? extends T> publisher, int prefetch) {
        if (prefetch <= 0 || prefetch > MOST_PREFETCH) {
            throw new IllegalArgumentException(
                    "prefetch must be > 0 and at most 2^20, was " + prefetch);
        }
        return new PublisherStream<>(publisher, prefetch);
    }

    /**
     * A publisher that runs a stream of {@code streams} for each subscriber, as a task on {@code
     * runtime}, where the subscriber gets its signals; it must not block. The stream is asked for
     * an item only if the subscriber wants one, and its end is found when more is wanted. A cancel
     * ends it, with its clean-up. {@code streams} is called inside the runtime.
     *
     * <p>If the runtime is closed before the end, the subscriber gets a {@link
     * java.util.concurrent.CancellationException}. What a subscriber throws, which it must not, is
     * a cancel and goes to the runtime's {@code onUnhandledFailure}.
     */
    public static <T> Flow.Publisher<T> toPublisher(
            RuntimeHandle runtime, Supplier<? extends AsyncStream<? extends T>> streams) {
        return new StreamPublisher<>(runtime, streams);
    }

    /**
     * {@link #toPublisher} of one stream, for one subscriber; every further one is told so, by an
     * {@link IllegalStateException}.
     */
    public static <T> Flow.Publisher<T> toPublisherOnce(
            RuntimeHandle runtime, AsyncStream<? extends T> stream) {
        Objects.requireNonNull(stream, "stream");
        AtomicBoolean taken = new AtomicBoolean();
        return new StreamPublisher<T>(
                runtime,
                () -> {
                    if (taken.getAndSet(true)) {
                        throw new IllegalStateException(
                                "the stream of this publisher has its subscriber already: use"
                                        + " toPublisher(runtime, () -> a new stream)");
                    }
                    return stream;
                });
    }
}
