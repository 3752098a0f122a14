package yamanote.net;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.reactor.Registration;

/** One operation on a datagram socket, tried while the socket is thought ready for it. */
final class DatagramFuture<T extends @Nullable Object> implements Future<T> {
    /** One try: Pending if it would block, which the registration knows by then. */
    @FunctionalInterface
    interface Attempt<T extends @Nullable Object> {
        Poll<T> now(int seen) throws IOException;
    }

    private final Registration registration;
    private final boolean sends;

    /** Null once it has ended. */
    private @Nullable Attempt<T> attempt;

    DatagramFuture(Registration registration, boolean sends, Attempt<T> attempt) {
        this.registration = registration;
        this.sends = sends;
        this.attempt = attempt;
    }

    @Override
    public Poll<T> poll(Context cx) throws IOException {
        Attempt<T> operation = attempt;
        if (operation == null) {
            throw new IllegalStateException("this operation has ended: make a new one");
        }
        if (cx.exhausted()) {
            return Poll.pending();
        }
        attempt = null;
        for (; ; ) {
            int seen = sends ? registration.pollWritable(cx) : registration.pollReadable(cx);
            if (seen == 0) {
                attempt = operation;
                return Poll.pending();
            }
            Poll<T> outcome = operation.now(seen);
            if (outcome.isReady()) {
                cx.spend();
                return outcome;
            }
        }
    }

    @Override
    public boolean cancel(Context cx) {
        attempt = null;
        return true;
    }
}
