package yamanote.net;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.reactor.Readiness;
import yamanote.internal.reactor.Registration;

/**
 * A socket worth reading from. Has no state of its own, so it may be awaited any number of times.
 */
record ReadableFuture(Registration registration) implements Future<@Nullable Void> {
    @Override
    public Poll<@Nullable Void> poll(Context cx) throws SocketClosedException {
        if (cx.exhausted()) {
            return Poll.pending();
        }
        int seen = registration.pollReadable(cx);
        if (seen == 0) {
            return Poll.pending();
        }
        if (Readiness.isShutDown(seen)) {
            throw new SocketClosedException(registration);
        }
        cx.spend();
        return Poll.ready(null);
    }
}
