package yamanote.stream;

import java.util.List;

/**
 * The items of another stream in lists. Mirrors {@code tokio_stream::ChunksTimeout} and {@code
 * futures::Chunks}. It holds the items of one list at most; they are dropped if it is cancelled.
 */
public sealed interface Chunks<T> extends AsyncStream<List<T>> permits ChunksStream {
    /**
     * Takes the items of the list that is not full yet, which now belong to the caller. For whoever
     * stops before the end; the stream goes on with an empty list. Tokio's {@code into_remainder}.
     */
    List<T> takeRemainder();
}
