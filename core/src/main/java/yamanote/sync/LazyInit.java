package yamanote.sync;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelledError;
import yamanote.future.CleanUp;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** The wait for the value of a {@link LazyCell}, or the making of it. */
final class LazyInit<T> extends PermitWaiter implements Future<T> {
    /*
     *            granted
     * in line ────────────▶ MAKING ──ready, throws────────────────────▶ ENDED
     *    │  │ refused         └──cancel──▶ UNWINDING ──its clean-up ends──▶ ENDED
     *    │  └──────────────▶ DROPPING ──its clean-up ends────────────────▶ ENDED, with the value
     *    └──cancel────────────▶ └──cancel──▶ CANCELLED ──the same────────▶ ENDED
     *
     * "In line" are the states of PermitWaiter. The permit is held in MAKING and UNWINDING: the
     * next initializer starts when this one has ended in all its parts. DROPPING and CANCELLED are
     * passed through at once unless the initializer was begun elsewhere and has clean-up to do.
     */

    private static final int MAKING = 5;
    private static final int UNWINDING = 6;
    private static final int DROPPING = 7;
    private static final int CANCELLED = 8;

    private final LazyCell<T> cell;
    private @Nullable Future<? extends T> init;

    LazyInit(LazyCell<T> cell, Future<? extends T> init) {
        super(1);
        this.cell = cell;
        this.init = init;
    }

    @Override
    int permits() {
        return 1;
    }

    private Future<? extends T> init() {
        return Objects.requireNonNull(init);
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        switch (state()) {
            case ENDED -> throw Misuse.ended("getOrInit()");
            case MAKING -> {
                return make(cx);
            }
            case UNWINDING, DROPPING, CANCELLED -> {
                return CleanUp.drive(init(), cx) ? endOfCleanUp() : Poll.pending();
            }
            default -> {
                return stand(cx);
            }
        }
    }

    private Poll<T> stand(Context cx) throws Exception {
        switch (cell.advance(this, cx)) {
            case GRANTED -> {
                state(MAKING);
                return make(cx);
            }
            case REFUSED -> {
                state(DROPPING);
                return CleanUp.release(init(), cx) ? endOfCleanUp() : Poll.pending();
            }
            default -> {
                return Poll.pending();
            }
        }
    }

    private Poll<T> make(Context cx) throws Exception {
        boolean failed = true;
        try {
            @SuppressWarnings("unchecked") // a Poll only gives its value
            Poll<T> made = (Poll<T>) init().poll(cx);
            failed = false;
            if (made instanceof Poll.Ready<T>(var value)) {
                finish(value);
            }
            return made;
        } finally {
            if (failed) {
                giveUp();
            }
        }
    }

    private void finish(T value) {
        if (value == null) {
            giveUp();
            throw new NullPointerException(
                    "the initializer of a OnceCell gave null, which stands for no value");
        }
        close();
        cell.finish(value);
    }

    /** The next in line is to make the value. */
    private void giveUp() {
        close();
        cell.give(1);
    }

    private void close() {
        init = null;
        end();
    }

    private Poll<T> endOfCleanUp() {
        int state = state();
        if (state == UNWINDING) {
            giveUp();
        } else {
            close();
        }
        if (state != DROPPING) {
            throw new CancelledError();
        }
        return Poll.ready(Objects.requireNonNull(cell.get()));
    }

    @Override
    public boolean cancel(Context cx) {
        switch (state()) {
            case ENDED -> {
                return true;
            }
            case UNWINDING, CANCELLED -> {
                return false;
            }
            case DROPPING -> {
                state(CANCELLED);
                return false;
            }
            case MAKING -> {
                if (CleanUp.cancel(init(), cx)) {
                    giveUp();
                    return true;
                }
                state(UNWINDING);
                return false;
            }
            default -> {
                cell.abandon(this);
                if (CleanUp.cancel(init(), cx)) {
                    close();
                    return true;
                }
                state(CANCELLED);
                return false;
            }
        }
    }
}
