package yamanote.stream;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Collection;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import yamanote.fs.DirEntry;
import yamanote.fs.ReadDir;
import yamanote.future.AsyncBody;
import yamanote.future.AsyncFunction;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.io.Lines;
import yamanote.io.Segments;
import yamanote.net.SocketClosedException;
import yamanote.net.TcpListener;
import yamanote.net.TcpStream;
import yamanote.net.UnixListener;
import yamanote.net.UnixStream;
import yamanote.signal.Signal;
import yamanote.signal.SignalKind;
import yamanote.sync.Broadcast;
import yamanote.sync.LaggedException;
import yamanote.sync.Mpsc;
import yamanote.sync.Watch;
import yamanote.task.JoinSet;
import yamanote.task.Outcome;
import yamanote.time.Interval;
import yamanote.time.Moment;

/**
 * Ready-made sources of streams. Mirrors {@code tokio_stream::{iter, once, empty, pending}} and
 * {@code tokio_stream::wrappers}.
 *
 * <p>A stream {@code from} something owns that: it closes it at its end, and when it is cancelled.
 * What a reader stands behind is not closed: {@link Lines} and {@link Segments} own none.
 */
public final class Streams {
    private static final AsyncStream<Object> EMPTY = new Empty();
    private static final AsyncStream<Object> PENDING = cx -> Poll.<@Nullable Object>pending();

    private Streams() {}

    /** No item at all. */
    @SuppressWarnings("unchecked")
    public static <T> AsyncStream<T> empty() {
        return (AsyncStream<T>) (AsyncStream<?>) EMPTY;
    }

    /** Never an item and never the end; it wakes nobody. */
    @SuppressWarnings("unchecked")
    public static <T> AsyncStream<T> pending() {
        return (AsyncStream<T>) (AsyncStream<?>) PENDING;
    }

    /** One item. Cancelled before it is given, it drops it. */
    public static <T> AsyncStream<T> once(T item) {
        return new ItemsStream<>(new Object[] {item});
    }

    /** These items. Cancelled, it drops those that were not given yet. Cooperative. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> AsyncStream<T> of(T... items) {
        return new ItemsStream<>(items);
    }

    /**
     * The elements of a collection, which it iterates over from its first poll on; they stay the
     * collection's, whatever is not given yet. Cooperative: after 128 items the task gives way.
     */
    public static <T> AsyncStream<T> iter(Iterable<? extends T> items) {
        Objects.requireNonNull(items, "items");
        long size = items instanceof Collection<?> collection ? collection.size() : -1;
        return new IterStream<>(items::iterator, null, size);
    }

    /** What is left in the iterator. Cooperative. It must not block. */
    public static <T> AsyncStream<T> iter(Iterator<? extends T> items) {
        Objects.requireNonNull(items, "items");
        return new IterStream<>(() -> items, null, -1);
    }

    /** The elements of a stream of the JDK, which it closes. Cooperative. It must not block. */
    public static <T> AsyncStream<T> iter(Stream<? extends T> items) {
        Objects.requireNonNull(items, "items");
        return new IterStream<>(items::iterator, items, -1);
    }

    /**
     * What {@code body} gives, run again for each item, until it gives null. Cooperative.
     *
     * <pre>{@code
     * Streams.generate(() -> client.nextPage().await())
     * }</pre>
     *
     * <p>A body that throws ends the stream. Cancelling the stream cancels the body that runs.
     */
    public static <T> AsyncStream<T> generate(AsyncBody<? extends @Nullable T> body) {
        Objects.requireNonNull(body, "body");
        return new FuturesStream<>(body::start, failure -> true, null);
    }

    /**
     * Items out of a state: {@code step} gives an item and the state for the next step, or null for
     * the end. Cooperative; failures and cancellation as for {@link #generate}. Mirrors {@code
     * futures::stream::unfold}.
     */
    public static <S, T> AsyncStream<T> unfold(
            S seed, AsyncFunction<? super S, ? extends @Nullable Step<T, S>> step) {
        return new Unfolding<T, S>(seed, step).stream();
    }

    /** What a step of {@link #unfold} gives. */
    public record Step<T, S>(T item, S next) {}

    /** The messages of a channel; ends when the channel does. Nothing is lost between two polls. */
    public static <T> AsyncStream<T> from(Mpsc.Receiver<T> receiver) {
        return new ReceiverStream<>(Objects.requireNonNull(receiver, "receiver"));
    }

    /**
     * The messages of a broadcast channel; ends when the channel does. If messages were overwritten
     * it throws {@link LaggedException}, once and in the place of what is missing, and goes on.
     */
    public static <T> AsyncStream<T> from(Broadcast.Receiver<T> receiver) {
        Objects.requireNonNull(receiver, "receiver");
        return new FuturesStream<>(
                receiver::receive, failure -> !(failure instanceof LaggedException), receiver);
    }

    /**
     * The value of a watch channel, and then each value that it changes to; none twice, and only
     * the last if it changes faster than it is polled. Ends when all senders are closed.
     */
    public static <T> AsyncStream<T> from(Watch.Receiver<T> receiver) {
        return new WatchStream<>(Objects.requireNonNull(receiver, "receiver"), true);
    }

    /** Like {@link #from(Watch.Receiver)} without the value that the receiver has seen already. */
    public static <T> AsyncStream<T> fromChanges(Watch.Receiver<T> receiver) {
        return new WatchStream<>(Objects.requireNonNull(receiver, "receiver"), false);
    }

    /** The ticks of an interval; never ends. */
    public static AsyncStream<Moment> from(Interval interval) {
        Objects.requireNonNull(interval, "interval");
        return new FuturesStream<>(interval::tick, failure -> true, null);
    }

    /**
     * The connections of a listener, each of which belongs to whoever receives it. An {@link
     * IOException} of {@code accept} is thrown, and it goes on (pause if descriptors are short); it
     * ends when the listener is closed by somebody else, with {@link SocketClosedException}.
     */
    public static AsyncStream<TcpStream> from(TcpListener listener) {
        Objects.requireNonNull(listener, "listener");
        return accepted(listener::accept, listener);
    }

    /** As {@link #from(TcpListener)}. Mirrors {@code UnixListenerStream}. */
    public static AsyncStream<UnixStream> from(UnixListener listener) {
        Objects.requireNonNull(listener, "listener");
        return accepted(listener::accept, listener);
    }

    private static <T> AsyncStream<T> accepted(Supplier<Future<T>> accept, AutoCloseable listener) {
        return new FuturesStream<>(
                accept,
                failure ->
                        failure instanceof SocketClosedException
                                || !(failure instanceof IOException),
                listener);
    }

    /**
     * The outcomes of a set's tasks in the order of their ends, for as long as there are tasks. At
     * its end, and when it is cancelled, it closes the set and waits for that: what still runs is
     * aborted.
     */
    public static <T extends @Nullable Object> AsyncStream<Outcome<T>> from(JoinSet<T> set) {
        Objects.requireNonNull(set, "set");
        return new FuturesStream<>(set::joinNext, failure -> true, set);
    }

    /**
     * The signals of a listener, each as its kind, so that those of several listeners can be told
     * apart after a {@code merge}; never ends. Signals coalesce. For Ctrl-C:
     *
     * <pre>{@code
     * Streams.from(Signal.listen(SignalKind.INTERRUPT))
     * }</pre>
     */
    public static AsyncStream<SignalKind> from(Signal listener) {
        return new SignalStream(Objects.requireNonNull(listener, "listener"));
    }

    /** The entries of a directory; a failure ends it. */
    public static AsyncStream<DirEntry> from(ReadDir entries) {
        Objects.requireNonNull(entries, "entries");
        return new FuturesStream<>(entries::next, failure -> true, entries);
    }

    /**
     * The lines of a reader, which stays with its owner. A line that is no UTF-8 is thrown as
     * {@link CharacterCodingException} in its place, and it goes on; any other failure ends it.
     * Cancelled, it loses nothing: what was read of a line is still in {@code lines}.
     */
    public static AsyncStream<String> from(Lines lines) {
        Objects.requireNonNull(lines, "lines");
        return new FuturesStream<>(
                lines::next, failure -> !(failure instanceof CharacterCodingException), null);
    }

    /** What is between the delimiters of a reader, which stays with its owner. */
    public static AsyncStream<byte[]> from(Segments segments) {
        Objects.requireNonNull(segments, "segments");
        return new FuturesStream<>(segments::next, failure -> true, null);
    }

    /** Has no state, hence one for all. */
    private record Empty() implements AsyncStream<Object> {
        @Override
        public Poll<@Nullable Object> pollNext(Context cx) {
            return Poll.ready(null);
        }

        @Override
        public SizeHint sizeHint() {
            return SizeHint.exactly(0);
        }
    }
}
