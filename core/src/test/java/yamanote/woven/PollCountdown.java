package yamanote.woven;

import java.util.List;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** A leaf that is pending a number of times before it has its value, and notes its cancellation. */
final class PollCountdown<T> implements Future<T> {
    private final T value;
    private final List<String> log;
    private int pending;

    PollCountdown(int pending, T value, List<String> log) {
        this.pending = pending;
        this.value = value;
        this.log = log;
    }

    static <T> Future<T> of(int pending, T value) {
        return new PollCountdown<>(pending, value, new java.util.ArrayList<>());
    }

    @Override
    public Poll<T> poll(Context cx) {
        if (pending-- > 0) {
            cx.waker().wake();
            return Poll.pending();
        }
        return Poll.ready(value);
    }

    @Override
    public boolean cancel(Context cx) {
        log.add("cancel " + value);
        return true;
    }

    @Override
    public String toString() {
        return "countdown to " + value;
    }
}
