package yamanote.future;

import org.jspecify.annotations.Nullable;
import yamanote.internal.util.Wrapped;

/**
 * A future together with the resource that it closes when it ends in whatever way, also if it never
 * started. Exceptions of the close as in try-with-resources: suppressed in those of the future,
 * else thrown, and then the value is dropped.
 *
 * <pre>{@code
 * RUNNING ──ready or throws───────────────────────▶ CLOSING ──▶ ENDED
 *  └──cancel──▶ UNWINDING ──its clean-up has ended──┘
 * }</pre>
 *
 * <p>A close that has begun is never cancelled: a cancel in CLOSING drops the value and waits.
 */
final class OwningFuture<T extends @Nullable Object> implements Future<T>, Wrapped {
    private enum Phase {
        RUNNING,
        UNWINDING,
        CLOSING,
        ENDED
    }

    private final AutoCloseable resource;
    private final Future<? extends T> future;
    private Phase phase = Phase.RUNNING;
    private boolean cancelled;
    private @Nullable Future<?> closing;
    private @Nullable Object value;
    private @Nullable Throwable failure;

    OwningFuture(AutoCloseable resource, Future<? extends T> future) {
        this.resource = resource;
        this.future = future;
    }

    @Override
    public Object inner() {
        return future;
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        switch (phase) {
            case RUNNING -> {
                if (!advance(cx)) {
                    return Poll.pending();
                }
                close();
            }
            case UNWINDING -> {
                if (!CleanUp.drive(future, cx)) {
                    return Poll.pending();
                }
                close();
            }
            case CLOSING -> {}
            case ENDED ->
                    throw new IllegalStateException(
                            "a future that owns " + resource + " is polled after it has ended");
        }
        return closed(cx) ? end(cx) : Poll.pending();
    }

    @Override
    public boolean cancel(Context cx) {
        if (phase == Phase.ENDED || cancelled) {
            return phase == Phase.ENDED;
        }
        cancelled = true;
        if (phase == Phase.RUNNING) {
            if (!CleanUp.cancel(future, cx)) {
                phase = Phase.UNWINDING;
                return false;
            }
            close();
        }
        drop(cx);
        if (!closed(cx)) {
            return false;
        }
        phase = Phase.ENDED;
        if (failure != null) {
            CleanUp.report(this, failure, cx);
        }
        return true;
    }

    private boolean advance(Context cx) {
        try {
            Poll<? extends T> poll = future.poll(cx);
            if (poll == (Object) Poll.Pending.INSTANCE) {
                return false;
            }
            value = ((Poll.Ready<? extends T>) poll).value();
        } catch (Throwable t) {
            failure = t;
        }
        return true;
    }

    private void close() {
        phase = Phase.CLOSING;
        try {
            if (resource instanceof AsyncCloseable slow) {
                closing = slow.closeAsync();
            } else {
                resource.close();
            }
        } catch (Throwable t) {
            closeFailed(t);
        }
    }

    private boolean closed(Context cx) {
        if (closing != null) {
            try {
                if (closing.poll(cx).isPending()) {
                    return false;
                }
            } catch (Throwable t) {
                closeFailed(t);
            }
            closing = null;
        }
        return true;
    }

    private void closeFailed(Throwable t) {
        if (failure == null) {
            failure = t;
        } else if (failure != t) {
            failure.addSuppressed(t);
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"})
    private Poll<T> end(Context cx) throws Exception {
        phase = Phase.ENDED;
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            drop(cx);
            throw Sneaky.<Exception>raise(thrown);
        }
        if (cancelled) {
            throw new CancelledError();
        }
        T result = (T) value;
        value = null;
        return Poll.ready(result);
    }

    private void drop(Context cx) {
        CleanUp.drop(this, value, cx);
        value = null;
    }
}
