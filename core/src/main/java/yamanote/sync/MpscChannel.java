package yamanote.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;

/** A channel of {@link Mpsc}, bounded or not, as its receiver sees it. */
abstract class MpscChannel<T> extends MessageQueue<T> implements SharedChannel {
    MpscChannel(long word) {
        super(word);
    }

    /** How many messages fit in now. */
    abstract int freeSlots();

    /** How many messages fit in. */
    abstract int capacity();

    /** {@code messages} were taken out of the queue. */
    abstract void taken(int messages);

    /** Whether nothing is queued and nobody is left who could send. Receiver only. */
    abstract boolean hasEnded();

    /** Lets no more messages in; wakes the receiver if that is the end. */
    abstract void shutDown();

    @Override
    public final SenderSide senders() {
        return this;
    }

    @Override
    public final void endOfSenders() {
        shutDown();
    }

    /** Shuts down and drops all messages. */
    final void closeReceiver() {
        shutDown();
        dropAll();
    }

    /** The next message, whose slot becomes free; null if there is none. */
    private @Nullable T take() {
        if (isReceiverGone()) {
            return null;
        }
        T message = poll();
        if (message != null) {
            taken(1);
        }
        return message;
    }

    final TryReceive<T> tryReceive() {
        T message = take();
        if (message != null) {
            return new TryReceive.Received<>(message);
        }
        return isFinished() ? TryReceive.closed() : TryReceive.empty();
    }

    /** Whether the receiver has nothing to expect, given that it found no message. */
    private boolean isFinished() {
        return hasEnded() || isReceiverGone();
    }

    /** The next message or null at the end of the channel. */
    final Poll<@Nullable T> pollReceive(Context cx) {
        T message = take();
        if (message == null && !isFinished()) {
            park(cx.waker());
            message = take();
            if (message == null && !isFinished()) {
                return Poll.pending();
            }
        }
        return Poll.ready(message);
    }

    /** Adds up to {@code limit} messages to {@code into}; pending if there is none. */
    final Poll<Integer> pollReceiveMany(List<? super T> into, int limit, Context cx) {
        Poll<@Nullable T> first = pollReceive(cx);
        if (first.isPending()) {
            return Poll.pending();
        }
        T message = ((Poll.Ready<@Nullable T>) first).value();
        if (message == null) {
            return Poll.ready(0);
        }
        into.add(message);
        return Poll.ready(limit == 1 ? 1 : 1 + takeMore(into, limit - 1));
    }

    /** Gives the slots back at once, so that the line of senders is gone through once. */
    private int takeMore(List<? super T> into, int limit) {
        int taken = 0;
        try {
            while (taken < limit) {
                T message = poll();
                if (message == null) {
                    break;
                }
                taken++;
                into.add(message);
            }
        } finally {
            taken(taken);
        }
        return taken;
    }
}
