package yamanote.stream;

import static yamanote.future.CancelSafety.Loss.LOSES_DATA;
import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncCloseable;
import yamanote.future.AsyncConsumer;
import yamanote.future.AsyncFunction;
import yamanote.future.CancelSafety;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/**
 * Items that come one by one; does nothing until it is polled. Mirrors {@code futures::Stream} with
 * {@code tokio_stream::StreamExt}.
 *
 * <p>Streams come from {@link Streams} and from the operators here; a hand-written one needs only
 * {@link #pollNext}. One that holds a future, another stream or a resource must override {@link
 * #cancel} as well, and one that can be ready many times in a row takes part in cooperation (see
 * {@link Context}).
 *
 * <p>Whoever does not take a stream to its end closes it: {@code try (var s = …)} in an async body.
 */
@FunctionalInterface
public interface AsyncStream<T> extends AsyncCloseable {

    /**
     * The next item, or null at the end; never blocks. Owner-only.
     *
     * <p>Pending means that the context's waker is stored and will be woken when a further poll is
     * worth while; a later poll may bring another waker, and only the last one counts. After the
     * end every further poll gives the end again; {@link #fuse()} makes that of a stream that does
     * not.
     *
     * @throws Exception a failure in the place of an item; it ends the stream, unless its class
     *     says that it goes on
     */
    Poll<@Nullable T> pollNext(Context cx) throws Exception;

    /**
     * Ends this stream early: Rust's drop. Owner-only, never throws; a second call does nothing.
     * Items that it holds are dropped.
     *
     * <p>True: finished. False: asynchronous clean-up goes on; the context's waker is registered
     * and the owner keeps calling {@link #pollNext} until that gives the end or throws, which is
     * reported with {@link Context#cleanUpFailed}; {@link #closeAsync()} does all this.
     */
    default boolean cancel(Context cx) {
        return true;
    }

    /** How many items are still to come, as far as it is known. */
    default SizeHint sizeHint() {
        return SizeHint.UNKNOWN;
    }

    /**
     * The next item, or null at the end. The stream stays with its owner. Cancel safe: nothing is
     * lost.
     */
    @CancelSafety(NOTHING_LOST)
    default Future<@Nullable T> next() {
        return new Next<>(this);
    }

    /** A view that does not end this stream when it is cancelled or closed itself. */
    default AsyncStream<T> byRef() {
        return new ByRefStream<>(this);
    }

    /**
     * Ends this stream early and waits for its clean-up, whose failures are reported with {@link
     * Context#cleanUpFailed}. After the end it does nothing.
     */
    @Override
    default Future<@Nullable Void> closeAsync() {
        return new Closing(this);
    }

    /** Each item as {@code function} makes it. */
    default <R> AsyncStream<R> map(Function<? super T, ? extends R> function) {
        return new MapStream<T, R>(this, function, MapStream.Null.MISTAKE);
    }

    /** Each item as {@code function} makes it, without those for which it gives null. */
    default <R> AsyncStream<R> filterMap(Function<? super T, ? extends @Nullable R> function) {
        return new MapStream<T, R>(this, function, MapStream.Null.SKIPPED);
    }

    /** Each item as {@code function} makes it, until it gives null: that is the end. */
    default <R> AsyncStream<R> mapWhile(Function<? super T, ? extends @Nullable R> function) {
        return new MapStream<T, R>(this, function, MapStream.Null.END);
    }

    /**
     * The result of {@code function} for each item, one after the other: the next item is taken
     * when the function has ended for the last one. The function may await; where it throws, the
     * stream ends. Cancelling the stream cancels the function that runs.
     */
    default <R> AsyncStream<R> then(AsyncFunction<? super T, ? extends R> function) {
        return new ThenStream<T, R>(this, function);
    }

    /**
     * The results of {@code function} in the order of the items, up to {@code limit} of them on
     * their way at a time, in this task: concurrently, not in parallel. Mirrors {@code
     * futures::StreamExt::buffered}.
     *
     * <p>A failure ends the stream when its turn comes. Cancelling the stream cancels the functions
     * that run. Whatever wakes the task, all that run are polled: a limit of dozens, not thousands.
     *
     * @throws IllegalArgumentException if the limit is not positive
     */
    default <R> AsyncStream<R> buffered(int limit, AsyncFunction<? super T, ? extends R> function) {
        return new BufferedStream<T, R>(this, limit, function, true);
    }

    /**
     * The results of {@code function} as they come, up to {@code limit} of them on their way at a
     * time, in this task: concurrently, not in parallel. A failure ends the stream and cancels the
     * others; else like {@link #buffered}. Mirrors {@code futures::StreamExt::buffer_unordered}.
     *
     * @throws IllegalArgumentException if the limit is not positive
     */
    default <R> AsyncStream<R> bufferUnordered(
            int limit, AsyncFunction<? super T, ? extends R> function) {
        return new BufferedStream<T, R>(this, limit, function, false);
    }

    /**
     * The items of the stream that {@code function} makes of each item, one stream after another.
     */
    default <R> AsyncStream<R> flatMap(
            Function<? super T, ? extends AsyncStream<? extends R>> function) {
        return new FlatMapStream<T, R>(this, function);
    }

    /** The items for which {@code wanted} holds; the others are dropped. */
    default AsyncStream<T> filter(Predicate<? super T> wanted) {
        return new FilterStream<>(this, wanted, FilterStream.Rule.SKIP_REFUSED);
    }

    /** The items before the first for which {@code wanted} does not hold, which is dropped. */
    default AsyncStream<T> takeWhile(Predicate<? super T> wanted) {
        return new FilterStream<>(this, wanted, FilterStream.Rule.END_AT_REFUSED);
    }

    /** The items from the first on for which {@code unwanted} does not hold. */
    default AsyncStream<T> skipWhile(Predicate<? super T> unwanted) {
        return new FilterStream<>(this, unwanted, FilterStream.Rule.SKIP_UNTIL_REFUSED);
    }

    /**
     * The first {@code count} items; after them this stream is not polled, but ended.
     *
     * @throws IllegalArgumentException if the count is negative
     */
    default AsyncStream<T> take(long count) {
        return new TakeStream<>(this, count);
    }

    /**
     * The items after the first {@code count}, which are dropped.
     *
     * @throws IllegalArgumentException if the count is negative
     */
    default AsyncStream<T> skip(long count) {
        return new SkipStream<>(this, count);
    }

    /** The same items, each of which is shown to {@code look} first. */
    default AsyncStream<T> inspect(Consumer<? super T> look) {
        return new InspectStream<>(this, look);
    }

    /** The same items; stays at its end, whatever this stream would give after it. */
    default AsyncStream<T> fuse() {
        return new FuseStream<>(this);
    }

    /** The same items, the next of which can be looked at before it is taken. */
    default Peekable<T> peekable() {
        return new PeekableStream<>(this);
    }

    /** The same items, and an empty one before the end. Mirrors {@code StreamNotifyClose}. */
    default AsyncStream<Optional<T>> notifyClose() {
        return new NotifyCloseStream<>(this);
    }

    /** The items of this stream and then those of {@code next}, which is not polled before. */
    default AsyncStream<T> chain(AsyncStream<? extends T> next) {
        return new ChainStream<>(this, next);
    }

    /**
     * The items of both streams as they come; ends when both have. Fair: they take turns in being
     * asked first.
     */
    default AsyncStream<T> merge(AsyncStream<? extends T> other) {
        return new MergeStream<>(this, other);
    }

    /** What {@code pair} makes of the items of both streams, two by two; ends with the shorter. */
    default <U, R> AsyncStream<R> zip(
            AsyncStream<? extends U> other, BiFunction<? super T, ? super U, ? extends R> pair) {
        return new ZipStream<T, U, R>(this, other, pair);
    }

    /**
     * The items in lists of {@code size}, the last of which may be shorter.
     *
     * @throws IllegalArgumentException if the size is not positive
     */
    default Chunks<T> chunks(int size) {
        return new ChunksStream<>(this, size, null);
    }

    /**
     * The items in lists, which are given when they have {@code size} items, or {@code patience}
     * after their first one. Needs a runtime when it is polled.
     *
     * @throws IllegalArgumentException if the size is not positive or the patience negative
     */
    default Chunks<T> chunksTimeout(int size, Duration patience) {
        return new ChunksStream<>(this, size, new Delay("AsyncStream.chunksTimeout", patience));
    }

    /**
     * The same items; throws {@link yamanote.time.ElapsedException} if none comes for {@code
     * duration}, once in each gap, and goes on. A gap begins with the first poll and with each
     * item. Needs a runtime when it is polled.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    default AsyncStream<T> timeout(Duration duration) {
        return new TimeoutStream<>(this, duration, false);
    }

    /**
     * Like {@link #timeout}, but throws for each {@code period} for which no item comes.
     *
     * @throws IllegalArgumentException if the period is not positive
     */
    default AsyncStream<T> timeoutRepeating(Duration period) {
        return new TimeoutStream<>(this, period, true);
    }

    /**
     * The same items, at least {@code spacing} apart; this stream is not polled in between. The
     * first comes at once. Needs a runtime when it is polled.
     *
     * @throws IllegalArgumentException if the spacing is negative
     */
    default AsyncStream<T> throttle(Duration spacing) {
        return new ThrottleStream<>(this, spacing);
    }

    /**
     * Runs {@code consumer} for each item, one after the other. Where it throws, the stream is
     * ended and the result fails. If cancelled, the consumer that runs is cancelled and the stream
     * ended.
     */
    @CancelSafety(LOSES_DATA)
    default Future<@Nullable Void> forEach(AsyncConsumer<? super T> consumer) {
        return new ForEachFuture<>(this, consumer);
    }

    /**
     * The items in a list. If cancelled, it loses data: those it has so far are dropped, like those
     * still to come.
     */
    @CancelSafety(LOSES_DATA)
    default Future<List<T>> toList() {
        return new ToListFuture<>(this);
    }

    /** What {@code collector} makes of the items. If cancelled, what it has so far is lost. */
    @CancelSafety(LOSES_DATA)
    default <R extends @Nullable Object> Future<R> collect(Collector<? super T, ?, R> collector) {
        return CollectFuture.of(this, collector);
    }

    /** {@code step} applied to the seed and each item in turn. If cancelled, the value is lost. */
    @CancelSafety(LOSES_DATA)
    default <R extends @Nullable Object> Future<R> fold(
            R seed, BiFunction<? super R, ? super T, ? extends R> step) {
        return new FoldFuture<T, R>(this, seed, step);
    }

    /** {@link #fold} that begins with the first item; null if there is none. */
    @CancelSafety(LOSES_DATA)
    default Future<@Nullable T> reduce(BinaryOperator<T> step) {
        return FoldFuture.reducing(this, step);
    }

    /** How many items there are; they are dropped. */
    @CancelSafety(LOSES_DATA)
    default Future<Long> count() {
        return new CountFuture<>(this);
    }

    /**
     * Whether {@code condition} holds for all items; ends the stream at the first for which it does
     * not. The items are dropped.
     */
    @CancelSafety(LOSES_DATA)
    default Future<Boolean> all(Predicate<? super T> condition) {
        return new MatchFuture<>(this, condition, false);
    }

    /**
     * Whether {@code condition} holds for one item at least, and ends the stream at that. The items
     * are dropped.
     */
    @CancelSafety(LOSES_DATA)
    default Future<Boolean> any(Predicate<? super T> condition) {
        return new MatchFuture<>(this, condition, true);
    }
}
