package yamanote.stream;

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
 */
abstract class OwningStream<T> implements AsyncStream<T> {
    private @Nullable Ending ending;
    private @Nullable Throwable failure;

    /** What {@link #pollNext} does while this is open. */
    abstract Poll<@Nullable T> advance(Context cx) throws Exception;

    /** Gives all that is owned to {@code ending}; called once. */
    abstract void release(Ending ending, Context cx);

    @Override
    public final Poll<@Nullable T> pollNext(Context cx) throws Exception {
        Ending early = ending;
        return early == null ? advance(cx) : pollEnding(early, cx);
    }

    private Poll<@Nullable T> pollEnding(Ending ending, Context cx) throws Exception {
        if (!ending.drive(cx)) {
            return Poll.pending();
        }
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            throw Ending.<Exception>raise(thrown);
        }
        return Poll.ready(null);
    }

    /** Ends this stream: gives the end once that of all it owned has come. */
    final Poll<@Nullable T> end(Context cx) throws Exception {
        return pollEnding(begin(cx), cx);
    }

    /** Ends this stream with a failure. */
    final Poll<@Nullable T> fail(Throwable with, Context cx) throws Exception {
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

    /** What a ready poll found. */
    static <S> @Nullable S value(Poll<@Nullable S> ready) {
        return ((Poll.Ready<@Nullable S>) ready).value();
    }

    /** A stream of a subtype, as one of {@code T}: it only gives items. */
    @SuppressWarnings("unchecked")
    static <T> AsyncStream<T> widen(AsyncStream<? extends T> stream) {
        return (AsyncStream<T>) stream;
    }
}
