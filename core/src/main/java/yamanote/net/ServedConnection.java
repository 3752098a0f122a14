package yamanote.net;

import org.jspecify.annotations.Nullable;
import yamanote.future.CancelledError;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.runtime.RuntimeCore;
import yamanote.internal.task.Ending;
import yamanote.internal.util.Wrapped;

/** The handler of one connection, whose failure is reported and is not the server's. */
record ServedConnection(Future<?> handler, RuntimeCore runtime)
        implements Future<@Nullable Void>, Wrapped {
    @Override
    public Poll<@Nullable Void> poll(Context cx) {
        try {
            return handler.poll(cx).isPending() ? Poll.pending() : Poll.ready(null);
        } catch (CancelledError e) {
            throw e;
        } catch (Throwable t) {
            report(t, handler, runtime);
            return Poll.ready(null);
        }
    }

    static void report(Throwable thrown, Object handler, RuntimeCore runtime) {
        if (Ending.of(thrown, handler) instanceof Ending.Failure failure) {
            runtime.unread().report(failure.site(), failure.thrown());
        }
    }

    @Override
    public boolean cancel(Context cx) {
        return handler.cancel(cx);
    }

    @Override
    public Object inner() {
        return handler;
    }
}
