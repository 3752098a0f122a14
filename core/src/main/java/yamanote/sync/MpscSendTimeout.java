package yamanote.sync;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.time.ElapsedException;
import yamanote.time.Timeout;

/** A send with a deadline: a reservation with one, so that the message is still there after it. */
final class MpscSendTimeout<T> implements Future<@Nullable Void> {
    private final Timeout<Mpsc.Permit<T>> slot;

    /** Null when this has ended. */
    private @Nullable T message;

    MpscSendTimeout(Future<Mpsc.Permit<T>> slot, T message, Duration duration) {
        this.slot = Timeout.of(duration, slot);
        this.message = message;
    }

    @Override
    public Poll<@Nullable Void> poll(Context cx) throws Exception {
        T unsent = message;
        if (unsent == null) {
            throw Misuse.ended("sendTimeout(message, duration)");
        }
        try {
            if (!(slot.poll(cx) instanceof Poll.Ready<Mpsc.Permit<T>>(var permit))) {
                return Poll.pending();
            }
            message = null;
            permit.send(unsent);
        } catch (ElapsedException e) {
            message = null;
            throw new SendTimeoutException(unsent);
        } catch (ClosedException e) {
            message = null;
            throw ClosedException.unsent(unsent);
        }
        return Poll.ready(null);
    }

    @Override
    public boolean cancel(Context cx) {
        T unsent = message;
        message = null;
        slot.cancel(cx); // a reservation has no clean-up that goes on
        Owned.drop(unsent);
        return true;
    }
}
