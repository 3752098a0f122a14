package yamanote.internal.task;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** Pending once; see {@code Async.yieldNow()}. */
public final class Yield implements Future<@Nullable Void> {
    private static final int NEW = 0;
    private static final int GIVEN_WAY = 1;
    private static final int ENDED = 2;

    private int state = NEW;

    /** Not yet polled. */
    public Yield() {}

    @Override
    public Poll<@Nullable Void> poll(Context cx) {
        switch (state) {
            case NEW -> {
                state = GIVEN_WAY;
                cx.defer();
                return Poll.pending();
            }
            case GIVEN_WAY -> {
                state = ENDED;
                return Poll.ready(null);
            }
            default -> throw new IllegalStateException("yieldNow() has ended: call it again");
        }
    }

    @Override
    public boolean cancel(Context cx) {
        state = ENDED;
        return true;
    }
}
