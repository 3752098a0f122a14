package yamanote.stream;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Future;

/**
 * A stream whose next item can be looked at before it is taken. Mirrors {@code
 * tokio_stream::Peekable}. It holds one item at most.
 */
public sealed interface Peekable<T> extends AsyncStream<T> permits PeekableStream {
    /**
     * The next item, which stays in the stream and belongs to it; null at the end. Cancel safe:
     * nothing is lost.
     */
    @CancelSafety(NOTHING_LOST)
    Future<@Nullable T> peek();

    /**
     * Takes the next item if {@code wanted} holds for it; null if not, and at the end. An exception
     * of {@code wanted} leaves the item where it is. Cancel safe: nothing is lost.
     */
    @CancelSafety(NOTHING_LOST)
    Future<@Nullable T> nextIf(Predicate<? super T> wanted);
}
