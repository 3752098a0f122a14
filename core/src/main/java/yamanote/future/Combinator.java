package yamanote.future;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A future that owns several others: what join and select share.
 *
 * <pre>{@code
 * OPEN ──decided──▶ SETTLING ──the rest has ended──▶ ENDED
 *  └──────cancel──────┴─────▶ CANCELLED ──the same──▶ ┘
 * }</pre>
 *
 * <p>In OPEN the subclass polls the children. Once it has decided on a value or a failure, the
 * children that are left are cancelled in their written order; what they still clean up
 * asynchronously goes to the task, and without a task it is driven here (SETTLING) before the
 * result is delivered. In CANCELLED it is always driven here, because the canceller asked to be
 * told when all has ended. A slot is null from the moment at which its child needs nothing more.
 *
 * <p>All calls come from one owner, hence plain fields.
 */
abstract class Combinator<R extends @Nullable Object> implements Future<R> {
    private static final int OPEN = 0;
    private static final int SETTLING = 1;
    private static final int CANCELLED = 2;
    private static final int ENDED = 3;

    final @Nullable Future<?>[] children;

    /** What the result will throw. */
    @Nullable Throwable failure;

    private int phase = OPEN;

    /** Takes the array over. */
    Combinator(Future<?>... children) {
        for (Future<?> child : children) {
            Objects.requireNonNull(child, "a branch is null");
        }
        this.children = children;
    }

    /** Polls the children; true once the result is decided. Does not throw. */
    abstract boolean advance(Context cx);

    /** The value that was decided on; called at most once. */
    abstract R result();

    /** Drops the values that nobody will receive. */
    abstract void dropValues(Context cx);

    /** The combinator's name, for messages. */
    abstract String name();

    @Override
    public final Poll<R> poll(Context cx) throws Exception {
        if (phase == OPEN) {
            if (!advance(cx)) {
                return Poll.pending();
            }
            phase = SETTLING;
            if (!cancelRest(cx, true)) {
                return Poll.pending();
            }
        } else if (phase == ENDED) {
            throw new IllegalStateException(
                    "a join or select is polled after it has ended: make a new one");
        } else if (!driveRest(cx)) {
            return Poll.pending();
        }
        boolean cancelled = phase == CANCELLED;
        phase = ENDED;
        if (cancelled) {
            throw new CancelledError();
        }
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            throw Sneaky.<Exception>raise(thrown);
        }
        return Poll.ready(result());
    }

    @Override
    public final boolean cancel(Context cx) {
        int before = phase;
        if (before == ENDED || before == CANCELLED) {
            return before == ENDED;
        }
        phase = CANCELLED;
        boolean finished = before == OPEN && cancelRest(cx, false);
        dropValues(cx);
        if (failure != null) {
            CleanUp.report(this, failure, cx);
            failure = null;
        }
        if (finished) {
            phase = ENDED;
        }
        return finished;
    }

    /** Cancels every child that is left; true if none has clean-up for us to drive. */
    private boolean cancelRest(Context cx, boolean adoptable) {
        boolean finished = true;
        for (int i = 0; i < children.length; i++) {
            Future<?> child = children[i];
            if (child != null) {
                if (adoptable ? CleanUp.release(child, cx) : CleanUp.cancel(child, cx)) {
                    children[i] = null;
                } else {
                    finished = false;
                }
            }
        }
        return finished;
    }

    private boolean driveRest(Context cx) {
        boolean finished = true;
        for (int i = 0; i < children.length; i++) {
            Future<?> child = children[i];
            if (child != null) {
                if (CleanUp.drive(child, cx)) {
                    children[i] = null;
                } else {
                    finished = false;
                }
            }
        }
        return finished;
    }

    /** With the children that have not ended. */
    @Override
    public final String toString() {
        return Stream.of(children)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining(", ", name() + "[", "]"));
    }
}
