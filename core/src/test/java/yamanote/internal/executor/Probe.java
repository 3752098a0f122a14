package yamanote.internal.executor;

import java.util.List;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;

/** A future that the test holds in its hand and that writes down what happens to it. */
final class Probe implements Future<Object> {
    private final String name;
    private final List<String> log;
    private @Nullable Object value;
    private @Nullable Exception failure;
    private @Nullable Error error;
    boolean slowCleanUp;
    Runnable duringPoll = () -> {};
    @Nullable Context lastContext;
    Waker waker = Waker.noop();
    private boolean cancelled;

    Probe(String name, List<String> log) {
        this.name = name;
        this.log = log;
    }

    Probe ready(Object value) {
        this.value = value;
        waker.wake();
        return this;
    }

    Probe fail(Exception failure) {
        this.failure = failure;
        waker.wake();
        return this;
    }

    Probe fail(Error error) {
        this.error = error;
        waker.wake();
        return this;
    }

    Probe slowCleanUp() {
        slowCleanUp = true;
        return this;
    }

    @Override
    public Poll<Object> poll(Context cx) throws Exception {
        log.add((cancelled ? "clean " : "poll ") + name);
        lastContext = cx;
        waker = cx.waker();
        duringPoll.run();
        if (failure != null) {
            throw failure;
        }
        if (error != null) {
            throw error;
        }
        return value == null ? Poll.pending() : Poll.ready(value);
    }

    @Override
    public boolean cancel(Context cx) {
        log.add("cancel " + name);
        lastContext = cx;
        waker = cx.waker();
        cancelled = true;
        return !slowCleanUp;
    }
}
