package yamanote.internal.blocking;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import yamanote.future.Owned;
import yamanote.future.Poll;

/**
 * What a job gives to an owner that may have given it up: a child, an open file. The call gives
 * once, the owner gives up at most once, on any threads.
 *
 * <p>The state is null; then the value, or pending if it was given up. Both change it by one atomic
 * step, so the second sees what the first left there and drops the value: never both, never
 * neither.
 */
public final class Handover<T extends @Nullable Object> {
    private final AtomicReference<@Nullable Poll<T>> state = new AtomicReference<>();

    /** The job: {@code value} is there for the owner, or dropped. */
    public T give(T value) {
        if (!state.compareAndSet(null, Poll.ready(value))) {
            Owned.drop(value);
        }
        return value;
    }

    /** The owner, who has not taken the value and never will. */
    public void giveUp() {
        if (state.getAndSet(Poll.pending()) instanceof Poll.Ready<T>(var value)) {
            Owned.drop(value);
        }
    }
}
