package yamanote.stream;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.CleanUp;
import yamanote.future.Context;
import yamanote.future.Owned;
import yamanote.future.Poll;

/**
 * A stream that owns what it works on: sources, futures that run, items not yet delivered.
 *
 * <pre>{@code
 * OPEN ──end, fail, cancel──▶ ENDING ──what it owned has been cleaned up──▶ ENDED
 * }</pre>
 *
 * <p>In OPEN the subclass makes progress; it may throw what its source throws and stays OPEN then.
 * In ENDING each poll drives the clean-up. After it the exception of {@link #fail} is thrown, once;
 * from then on every poll gives the end. An operator whose source has ended by itself and that owns
 * nothing else may stay OPEN: asked again the source gives the end again, and so does the operator.
 *
 * <p>Streams of this package poll each other with {@link #pollItem}, so that an item on its way
 * through them costs no object of theirs.
 */
abstract class OwningStream<T> implements AsyncStream<T> {
    /** In the place of an item: there is none now, and the waker of the context is stored. */
    static final Object PENDING = Poll.pending();

    private @Nullable Ending ending;
    private @Nullable Throwable failure;

    /** {@link #pollItem} while this is open. */
    abstract @Nullable Object advance(Context cx) throws Exception;

    /** Gives all that is owned to {@code ending}; called once. */
    abstract void release(Ending ending, Context cx);

    @Override
    @SuppressWarnings("unchecked")
    public final Poll<@Nullable T> pollNext(Context cx) throws Exception {
        Object polled = pollItem(cx);
        return polled == PENDING ? Poll.pending() : Poll.ready((T) polled);
    }

    /** {@link #pollNext} without an object around the item: an item, null or {@link #PENDING}. */
    final @Nullable Object pollItem(Context cx) throws Exception {
        Ending early = ending;
        return early == null ? advance(cx) : pollEnding(early, cx);
    }

    private @Nullable Object pollEnding(Ending ending, Context cx) throws Exception {
        if (!ending.drive(cx)) {
            return PENDING;
        }
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            throw Ending.<Exception>raise(thrown);
        }
        return null;
    }

    /** Ends this stream: gives the end once that of all it owned has come. */
    final @Nullable Object end(Context cx) throws Exception {
        return pollEnding(begin(cx), cx);
    }

    /** Ends this stream with a failure. */
    final @Nullable Object fail(Throwable with, Context cx) throws Exception {
        failure = with;
        return pollEnding(begin(cx), cx);
    }

    @Override
    public final boolean cancel(Context cx) {
        Ending now = begin(cx);
        Throwable undelivered = failure;
        if (undelivered != null) {
            failure = null;
            now.report(undelivered, cx);
        }
        return now.drive(cx);
    }

    private Ending begin(Context cx) {
        Ending begun = ending;
        if (begun == null) {
            begun = new Ending(new Closing(this));
            ending = begun;
            release(begun, cx);
        }
        return begun;
    }

    /** Drops an item that nobody will receive. */
    final void drop(@Nullable Object item, Context cx) {
        try {
            Owned.drop(item);
        } catch (Throwable t) {
            CleanUp.report(new Closing(this), t, cx);
        }
    }

    /** What was polled, known to be an item. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <S> S item(Object polled) {
        return (S) polled;
    }

    /** {@code stream} as one that can be polled without objects around the items. */
    @SuppressWarnings("unchecked") // a stream only gives items
    static <S> OwningStream<S> of(AsyncStream<? extends S> stream) {
        Objects.requireNonNull(stream, "stream");
        return stream instanceof OwningStream<?> own
                ? (OwningStream<S>) own
                : new ForeignStream<>((AsyncStream<S>) stream);
    }
}
