package yamanote.test;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelledError;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.future.Waker;

/**
 * The body of a test, which another thread can cancel, and give up if its clean-up does not end.
 * Both take effect at the next poll, to which it is woken.
 */
final class TestBody<T extends @Nullable Object> implements Future<T> {
    /** What the other thread wants; only goes up. */
    private enum Order {
        GO_ON,
        CANCEL,
        GIVE_UP
    }

    private final Future<? extends T> body;

    // Owner-only.
    private @Nullable Runnable onBegin;
    private boolean cancelled;

    private volatile Order order = Order.GO_ON;
    private volatile Waker waker = Waker.noop();

    TestBody(Future<? extends T> body) {
        this.body = Objects.requireNonNull(body, "body");
    }

    /** Owner-only: {@code action} is run right before the body begins. */
    void onBegin(Runnable action) {
        onBegin = action;
    }

    /** What is run. */
    Future<? extends T> body() {
        return body;
    }

    /** Any thread: ends it as a cancel does. */
    void cancelSoon() {
        tell(Order.CANCEL);
    }

    /** Any thread: ends it without waiting for anything. */
    void giveUp() {
        tell(Order.GIVE_UP);
    }

    private void tell(Order what) {
        order = what; // then the waker; poll() does it the other way round
        waker.wake();
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        waker = cx.waker();
        if (order != Order.GO_ON && cancel(cx)) {
            throw new CancelledError();
        }
        Runnable begin = onBegin;
        if (begin != null) {
            onBegin = null;
            begin.run();
        }
        @SuppressWarnings("unchecked") // a Poll only gives its value
        Poll<T> polled = (Poll<T>) body.poll(cx);
        if (cancelled && polled instanceof Poll.Ready<T>(var value)) {
            Owned.drop(value);
            throw new CancelledError();
        }
        return polled;
    }

    /** True also if what is left is given up. */
    @Override
    public boolean cancel(Context cx) {
        boolean ended = !cancelled && cancelBody(cx);
        return ended || order == Order.GIVE_UP;
    }

    private boolean cancelBody(Context cx) {
        cancelled = true;
        return body.cancel(cx);
    }
}
