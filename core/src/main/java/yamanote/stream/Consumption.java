package yamanote.stream;

import org.jspecify.annotations.Nullable;
import yamanote.future.CancelledError;
import yamanote.future.CleanUp;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/**
 * A future that takes a stream to its end, or to where the result is clear, and then ends it.
 *
 * <pre>{@code
 * OPEN ──decided, failed, cancel──▶ ENDING ──the stream has ended──▶ ENDED
 * }</pre>
 */
abstract class Consumption<T, R extends @Nullable Object> implements Future<R> {
    final OwningStream<T> source;

    /** Null while open. */
    private @Nullable Ending ending;

    private @Nullable Throwable failure;
    private boolean cancelled;
    private boolean ended;

    Consumption(AsyncStream<T> source) {
        this.source = OwningStream.of(source);
    }

    /** Takes what items there are; true at the end of the stream or if the result is clear. */
    abstract boolean advance(Context cx) throws Exception;

    /** Called once, if nothing failed. */
    abstract R result();

    /** Drops what was collected, since nobody will receive it. */
    void dropResult(Context cx) {}

    /** Gives all that is owned to {@code ending}. */
    void release(Ending ending, Context cx) {
        ending.stream(source);
    }

    @Override
    public final Poll<R> poll(Context cx) throws Exception {
        if (ended) {
            throw new IllegalStateException(
                    "the result of a stream is polled after it was given: await it once");
        }
        Ending rest = ending;
        if (rest == null) {
            try {
                if (!advance(cx)) {
                    return Poll.pending();
                }
            } catch (Throwable t) {
                failure = t;
            }
            rest = begin(cx);
        }
        if (!rest.drive(cx)) {
            return Poll.pending();
        }
        ended = true;
        if (cancelled) {
            throw new CancelledError();
        }
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            dropResult(cx);
            throw Ending.<Exception>raise(thrown);
        }
        return Poll.ready(result());
    }

    @Override
    public final boolean cancel(Context cx) {
        if (ended || cancelled) {
            return ended;
        }
        cancelled = true;
        Ending rest = ending == null ? begin(cx) : ending;
        dropResult(cx);
        Throwable undelivered = failure;
        if (undelivered != null) {
            failure = null;
            rest.report(undelivered, cx);
        }
        ended = rest.drive(cx);
        return ended;
    }

    private Ending begin(Context cx) {
        Ending begun = new Ending(this);
        ending = begun;
        release(begun, cx);
        return begun;
    }

    final void drop(@Nullable Object item, Context cx) {
        CleanUp.drop(this, item, cx);
    }
}
