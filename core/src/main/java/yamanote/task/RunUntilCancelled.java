package yamanote.task;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.CleanUp;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.task.Sites;
import yamanote.internal.util.Sited;
import yamanote.internal.waiter.Waiter;

/**
 * See {@link CancellationToken#runUntilCancelled(Future)}.
 *
 * <pre>{@code
 * NEW ──▶ RUNNING ──ready, throws─────────────────────────────────▶ ENDED
 *  │         │ ──token──▶ SETTLING (nobody adopts) ──inner ended──▶ ENDED, null
 *  └─────────┴──cancel──▶ UNWINDING ───────────────────inner ended──▶ ENDED
 * }</pre>
 */
final class RunUntilCancelled<T extends @Nullable Object> extends Waiter
        implements Future<@Nullable T>, Sited {
    private enum Phase {
        FRESH,
        RUNNING,
        SETTLING,
        UNWINDING,
        OVER
    }

    private final TokenNode token;
    private @Nullable Future<? extends T> inner;
    private Phase phase = Phase.FRESH;

    RunUntilCancelled(TokenNode token, Future<? extends T> future) {
        this.token = token;
        this.inner = Objects.requireNonNull(future, "future");
    }

    @Override
    public Poll<@Nullable T> poll(Context cx) throws Exception {
        switch (phase) {
            case FRESH -> {
                if (token.isCancelled()) {
                    return release(cx);
                }
                phase = Phase.RUNNING;
            }
            case RUNNING -> {}
            case SETTLING -> {
                if (!CleanUp.drive(inner(), cx)) {
                    return Poll.pending();
                }
                over();
                return Poll.ready(null);
            }
            case UNWINDING -> {
                return pollInner(cx);
            }
            case OVER ->
                    throw new IllegalStateException(
                            "runUntilCancelled was polled after it had ended: call it again");
        }
        Poll<@Nullable T> poll = pollInner(cx);
        return poll.isPending() && token.join(this, cx.waker()) ? release(cx) : poll;
    }

    private Poll<@Nullable T> pollInner(Context cx) throws Exception {
        boolean pending = false;
        try {
            @SuppressWarnings("unchecked") // a Poll only gives its value
            Poll<@Nullable T> poll = (Poll<@Nullable T>) inner().poll(cx);
            pending = poll.isPending();
            return poll;
        } finally {
            if (!pending) {
                over();
            }
        }
    }

    /** The token was cancelled. */
    private Poll<@Nullable T> release(Context cx) {
        if (CleanUp.release(inner(), cx)) {
            over();
            return Poll.ready(null);
        }
        phase = Phase.SETTLING;
        return Poll.pending();
    }

    @Override
    public boolean cancel(Context cx) {
        if (phase == Phase.FRESH || phase == Phase.RUNNING) {
            token.leave(this);
            if (CleanUp.cancel(inner(), cx)) {
                over();
            } else {
                phase = Phase.UNWINDING;
            }
        } else if (phase == Phase.SETTLING) {
            phase = Phase.UNWINDING; // what the inner future throws is now its owner's to report
        }
        return phase == Phase.OVER;
    }

    private void over() {
        phase = Phase.OVER;
        inner = null;
        token.leave(this);
    }

    private Future<? extends T> inner() {
        return Objects.requireNonNull(inner);
    }

    /** Of the future. */
    @Override
    public String site() {
        return Sites.of(inner);
    }
}
