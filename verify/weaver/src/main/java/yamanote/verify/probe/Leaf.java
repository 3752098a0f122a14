package yamanote.verify.probe;

import yamanote.future.Context;
import yamanote.future.Poll;

/**
 * A hand-written leaf future: Pending as often as the schedule says, then a value or a failure.
 * Everything that happens to it goes into the log of its {@link Env}.
 */
public final class Leaf<T> implements SubFuture<T> {
    /** What the leaf ends with. */
    @FunctionalInterface
    interface End<T> {
        T get() throws Exception;
    }

    private final Env env;
    private final int id;
    private final End<? extends T> end;
    private final boolean stubborn;
    private int pending;
    private int polls;
    private boolean ended;
    private boolean cancelled;

    Leaf(Env env, int id, int pending, boolean stubborn, End<? extends T> end) {
        this.env = env;
        this.id = id;
        this.pending = pending;
        this.stubborn = stubborn;
        this.end = end;
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        polls++;
        if (ended) {
            env.log("polled after its end: leaf " + id);
            throw new IllegalStateException("leaf " + id + " has ended");
        }
        if (pending > 0) {
            pending--;
            env.register(cx.waker());
            return Poll.pending();
        }
        ended = true;
        if (cancelled) {
            env.log("drained " + id);
            return Poll.ready(null);
        }
        return Poll.ready(end.get());
    }

    @Override
    public boolean cancel(Context cx) {
        env.log((ended ? "drop of ended " : cancelled ? "second drop " : "drop ") + id);
        if (ended) {
            return true;
        }
        cancelled = true;
        if (stubborn) {
            pending = 1;
            env.register(cx.waker());
            return false;
        }
        ended = true;
        return true;
    }

    int polls() {
        return polls;
    }

    @Override
    public String toString() {
        return "leaf " + id;
    }
}
