package yamanote.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.future.Waker;

/**
 * A stream that does what it is told and writes down what is done to it: {@code poll}, {@code
 * cancel}, {@code clean} (a poll of its asynchronous clean-up). Where its script is at its end it
 * is pending, until more is added.
 */
final class Script<T> implements AsyncStream<T> {
    private static final Object END = new Object();

    final List<String> log = new ArrayList<>();
    private final Deque<Object> steps = new ArrayDeque<>();
    private final String name;
    private Waker waker = Waker.noop();
    private boolean slow;
    private boolean cancelled;
    private boolean ended;
    private boolean strict = true;

    Script(String name) {
        this.name = name;
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    static <T> Script<T> of(T... items) {
        return new Script<T>("source").give(items);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    final Script<T> give(T... items) {
        steps.addAll(List.of(items));
        waker.wake();
        return this;
    }

    /** A failure in the place of an item; it goes on after that. */
    Script<T> fail(Exception with) {
        steps.add(with);
        waker.wake();
        return this;
    }

    /** The end; after cancel: the end of the clean-up. */
    Script<T> end() {
        steps.add(END);
        waker.wake();
        return this;
    }

    /** Cancelled, it cleans up until it is told to {@link #end}. */
    Script<T> slowToClean() {
        slow = true;
        return this;
    }

    /** After its end it goes on with its script. */
    Script<T> forgetful() {
        strict = false;
        return this;
    }

    boolean isCancelled() {
        return cancelled;
    }

    boolean isOver() {
        return ended;
    }

    @Override
    public Poll<@Nullable T> pollNext(Context cx) throws Exception {
        log.add((cancelled ? "clean " : "poll ") + name);
        if (ended && strict) {
            return Poll.ready(null);
        }
        Object step = steps.poll();
        if (step == null) {
            waker = cx.waker();
            return Poll.pending();
        }
        if (step instanceof Exception e) {
            throw e;
        }
        if (step == END) {
            ended = true;
            return Poll.ready(null);
        }
        @SuppressWarnings("unchecked")
        T item = (T) step;
        return Poll.ready(item);
    }

    @Override
    public boolean cancel(Context cx) {
        if (cancelled || ended) {
            return ended;
        }
        log.add("cancel " + name);
        cancelled = true;
        steps.forEach(Owned::drop);
        steps.clear();
        waker = cx.waker();
        ended = !slow;
        return ended;
    }

    @Override
    public String toString() {
        return name;
    }
}
