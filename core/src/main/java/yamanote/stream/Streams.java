package yamanote.stream;

import org.jspecify.annotations.Nullable;
import yamanote.future.Poll;

/** Ready-made sources of streams. Mirrors {@code tokio_stream::{iter, empty, …}}. */
public final class Streams {
    private static final AsyncStream<?> EMPTY = cx -> end();

    private Streams() {}

    /** A stream without items. */
    @SuppressWarnings("unchecked")
    public static <T> AsyncStream<T> empty() {
        return (AsyncStream<T>) EMPTY;
    }

    /** The end of a stream. */
    private static <T> Poll<@Nullable T> end() {
        return Poll.ready(null);
    }
}
