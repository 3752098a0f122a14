package yamanote.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;

/** What the receiver of {@link Mpsc} needs of its channel, bounded or not. */
interface MpscChannel<T> extends SharedChannel {
    MessageQueue<T> queue();

    /** How many messages fit in now. */
    int freeSlots();

    /** {@code messages} were taken out of the queue. */
    void taken(int messages);

    /** Whether nothing is queued and nobody is left who could send. Receiver only. */
    boolean hasEnded();

    /** Lets no more messages in; wakes the receiver if that is the end. */
    void shutDown();

    @Override
    default SenderSide senders() {
        return queue();
    }

    @Override
    default void endOfSenders() {
        shutDown();
    }

    /** Shuts down and drops all messages. */
    default void closeReceiver() {
        shutDown();
        queue().close();
    }

    /** The next message, whose slot becomes free; null if there is none. */
    private @Nullable T take() {
        if (queue().isClosed()) {
            return null;
        }
        T message = queue().poll();
        if (message != null) {
            taken(1);
        }
        return message;
    }

    default TryReceive<T> tryReceive() {
        T message = take();
        if (message != null) {
            return new TryReceive.Received<>(message);
        }
        return isFinished() ? TryReceive.closed() : TryReceive.empty();
    }

    /** Whether the receiver has nothing to expect, given that it found no message. */
    private boolean isFinished() {
        return hasEnded() || queue().isClosed();
    }

    /** The next message or null at the end of the channel. */
    default Poll<@Nullable T> pollReceive(Context cx) {
        T message = take();
        if (message == null && !isFinished()) {
            queue().park(cx.waker());
            message = take();
            if (message == null && !isFinished()) {
                return Poll.pending();
            }
        }
        return Poll.ready(message);
    }

    /** Adds up to {@code limit} messages to {@code into}; pending if there is none. */
    default Poll<Integer> pollReceiveMany(List<? super T> into, int limit, Context cx) {
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
                T message = queue().poll();
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
