package yamanote.sync;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Owned;
import yamanote.future.Poll;

/**
 * A sender of an {@link Mpsc} channel for hand-written futures, which poll: first for a slot, then
 * they send. Owner-only. Mirrors {@code tokio_util::sync::PollSender}.
 *
 * <pre>{@code
 * if (sender.pollReserve(cx).isPending()) return Poll.pending();
 * sender.send(item);
 * }</pre>
 *
 * <p>A future that is cancelled in between calls {@link #abort()}, or leaves the slot to its
 * successor: nothing is lost but the place in line.
 */
public final class PollSender<T> implements Owned {
    private final MpscSender<T> sender;
    private boolean closed;

    /** The wait for a slot; null if there is none. */
    private @Nullable SlotWaiter<T, Mpsc.Permit<T>> reserving;

    /** The slot; null if none is reserved. */
    private Mpsc.@Nullable Permit<T> permit;

    private PollSender(MpscSender<T> sender) {
        this.sender = sender;
    }

    /** A sender that polls, in the place of {@code sender}, which is used up. */
    public static <T> PollSender<T> of(Mpsc.Sender<T> sender) {
        return new PollSender<>(((MpscSender<T>) sender).moved());
    }

    /**
     * Asks for a slot; Ready means that {@link #send} may be called once. Polling again then is
     * fine.
     *
     * @throws ClosedException if the receiver takes no more messages, or this is closed
     */
    public Poll<@Nullable Void> pollReserve(Context cx) throws ClosedException {
        if (permit != null) {
            return Poll.ready(null);
        }
        if (closed) {
            throw new ClosedException("this sender is closed");
        }
        if (reserving == null) {
            reserving = sender.reserve();
        }
        boolean pending = false;
        try {
            if (reserving.poll(cx) instanceof Poll.Ready<Mpsc.Permit<T>>(var slot)) {
                permit = slot;
                return Poll.ready(null);
            }
            pending = true;
            return Poll.pending();
        } finally {
            if (!pending) {
                reserving = null;
            }
        }
    }

    /**
     * Sends into the slot that {@link #pollReserve} has got. Never waits; if the receiver is gone,
     * the message is dropped (an {@link Owned} one is closed).
     *
     * @throws IllegalStateException without such a slot
     */
    public void send(T message) {
        Objects.requireNonNull(message, "message");
        Mpsc.Permit<T> slot = permit;
        if (slot == null) {
            throw new IllegalStateException(
                    "there is no slot for this message: poll pollReserve(cx) until it is ready, once"
                            + " for each send");
        }
        permit = null;
        slot.send(message);
    }

    /** Gives up the slot, or the wait for one; true if there was either. */
    public boolean abort() {
        SlotWaiter<T, ?> waiting = reserving;
        Mpsc.Permit<T> slot = permit;
        reserving = null;
        permit = null;
        if (slot != null) {
            slot.close();
        } else if (waiting != null) {
            waiting.cancel(Context.noop());
        }
        return slot != null || waiting != null;
    }

    /** Whether this is closed or the receiver takes no more messages. */
    public boolean isClosed() {
        return closed || sender.isClosed();
    }

    /**
     * Ends this sender, and its wait for a slot. A slot that it has may still be used, or given
     * back by {@link #abort()}.
     */
    @Override
    public void close() {
        closed = true;
        if (permit == null) {
            abort();
        }
        sender.close();
    }
}
