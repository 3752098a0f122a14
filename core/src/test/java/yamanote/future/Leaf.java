package yamanote.future;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A future that the test completes by hand and that writes what happens to it into a log: {@code
 * poll a}, {@code cancel a}, {@code clean a} (a poll of its asynchronous clean-up).
 */
final class Leaf<T extends @Nullable Object> implements Future<T> {
    final String name;
    final List<String> log;
    private @Nullable Poll<T> result;
    private @Nullable Throwable failure;
    private Waker waker = Waker.noop();
    boolean cleansUpSlowly;
    private boolean cancelled;
    private boolean ended;

    Leaf(String name, List<String> log) {
        this.name = name;
        this.log = log;
    }

    Leaf(String name) {
        this(name, new ArrayList<>());
    }

    /** Ready with {@code value} at the next poll; wakes. */
    void complete(T value) {
        result = Poll.ready(value);
        waker.wake();
    }

    /** Throws at the next poll; wakes. */
    void fail(Throwable with) {
        failure = with;
        waker.wake();
    }

    /** This, completed. */
    Leaf<T> completed(T value) {
        complete(value);
        return this;
    }

    /** This, failed. */
    Leaf<T> failed(Throwable with) {
        fail(with);
        return this;
    }

    /**
     * This, with a cancel that is false: the clean-up ends with {@link #complete} or {@link #fail}.
     */
    Leaf<T> slowCleanUp() {
        cleansUpSlowly = true;
        return this;
    }

    boolean isCancelled() {
        return cancelled;
    }

    void wake() {
        waker.wake();
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        log.add((cancelled ? "clean " : "poll ") + name);
        if (ended) {
            throw new IllegalStateException(name + " is polled after it has ended");
        }
        if (failure != null) {
            ended = true;
            throw Sneaky.<Exception>raise(failure);
        }
        if (result != null) {
            ended = true;
            return result;
        }
        waker = cx.waker();
        return Poll.pending();
    }

    @Override
    public boolean cancel(Context cx) {
        if (ended) {
            return true;
        }
        if (cancelled) {
            return false;
        }
        log.add("cancel " + name);
        cancelled = true;
        waker = cx.waker();
        ended = !cleansUpSlowly;
        return ended;
    }

    @Override
    public String toString() {
        return name;
    }
}
