package yamanote.stream;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yamanote.future.CleanUp;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;

/**
 * What somebody owned who has ended, until its asynchronous clean-up is over. Streams and futures
 * are cancelled at the first {@link #drive}, and closes begin, in the order in which they were
 * added; items and resources are closed at once. Nothing here throws; failures are reported.
 */
final class Ending {
    private final Future<?> owner;
    private final List<Future<?>> open = new ArrayList<>(2);

    /** On behalf of {@code owner}, under whose name failures are reported. */
    Ending(Future<?> owner) {
        this.owner = owner;
    }

    void stream(AsyncStream<?> stream) {
        open.add(new Closing(stream));
    }

    void future(@Nullable Future<?> future) {
        if (future != null) {
            open.add(future.pinned().closeAsync());
        }
    }

    /** What closes something; it is not cancelled. */
    void closing(Future<?> closing) {
        open.add(closing);
    }

    void item(@Nullable Object item, Context cx) {
        try {
            Owned.drop(item);
        } catch (Throwable t) {
            report(t, cx);
        }
    }

    void resource(@Nullable AutoCloseable resource, Context cx) {
        try {
            if (resource != null) {
                resource.close();
            }
        } catch (Throwable t) {
            report(t, cx);
        }
    }

    void report(Throwable failure, Context cx) {
        CleanUp.report(owner, failure, cx);
    }

    /** True once nothing is left. */
    boolean drive(Context cx) {
        open.removeIf(closing -> isReady(closing, cx));
        return open.isEmpty();
    }

    private boolean isReady(Future<?> closing, Context cx) {
        try {
            return closing.poll(cx).isReady();
        } catch (Throwable t) {
            report(t, cx);
            return true;
        }
    }

    /** Throws any throwable as itself; the type lets callers write {@code throw raise(t)}. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <E extends Throwable> RuntimeException raise(Throwable failure) throws E {
        throw (E) failure;
    }
}
