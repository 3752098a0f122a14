package yamanote.future;

import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The result of a {@code CompletionStage}; see {@link Futures#fromCompletionStage}.
 *
 * <p>One field is both mailbox and state: null (not polled), a {@link Waker} (the owner waits), a
 * {@link Done} (completed, not delivered), ENDED (delivered or cancelled). The owner moves it by
 * compare-and-set from what it saw, the completing thread by an exchange: whoever finds the other's
 * mark delivers, wakes or drops, and exactly one of them does.
 */
final class StageFuture<T extends @Nullable Object> implements Future<T> {
    private record Done(@Nullable Object value, @Nullable Throwable failure) {}

    private static final Object ENDED = new Object();
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(StageFuture.class, "state", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final CompletionStage<? extends T> stage;
    private volatile @Nullable Object state;
    private boolean listening;

    StageFuture(CompletionStage<? extends T> stage) {
        this.stage = stage;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Poll<T> poll(Context cx) throws Exception {
        listen();
        while (true) {
            Object now = state;
            if (now == ENDED) {
                throw Futures.ended();
            }
            if (now instanceof Done(var value, var failure)) {
                state = ENDED;
                if (failure != null) {
                    throw Sneaky.<Exception>raise(failure);
                }
                return Poll.ready((T) value);
            }
            // Partner: the exchange in completed(), which wakes what it finds here.
            if (STATE.compareAndSet(this, now, cx.waker())) {
                return Poll.pending();
            }
        }
    }

    @Override
    public boolean cancel(Context cx) {
        Object before = STATE.getAndSet(this, ENDED);
        if (before instanceof Done(var value, var _)) {
            CleanUp.drop(this, value, cx);
        } else if (before != ENDED) {
            listen();
            try {
                stage.toCompletableFuture().cancel(true);
            } catch (UnsupportedOperationException _) {
                // Not every stage can be cancelled; what comes of this one is dropped.
            }
        }
        return true;
    }

    private void listen() {
        if (!listening) {
            listening = true;
            stage.whenComplete(this::completed);
        }
    }

    private void completed(@Nullable Object value, @Nullable Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        Done done = new Done(value, cause == null ? thrown : cause);
        // Partner: the owner's compare-and-set in poll and its exchange in cancel.
        Object before = STATE.getAndSet(this, done);
        if (before instanceof Waker waker) {
            wake(waker);
        } else if (before == ENDED) {
            state = ENDED;
            Owned.drop(value);
        }
    }

    /** The stage would keep to itself what a waker throws. */
    private static void wake(Waker waker) {
        try {
            waker.wake();
        } catch (Throwable thrown) {
            System.getLogger("yamanote")
                    .log(Level.ERROR, "a waker threw, its task may hang: " + waker, thrown);
        }
    }
}
