package yamanote.sync;

/**
 * The channel behind the ends of {@link Mpsc#unbounded()}: a queue that refuses when it is shut
 * down, by the receiver or by the last sender. It has ended when it refuses and all that was
 * claimed is taken, which is one look at one word.
 */
final class UnboundedChannel<T> extends MpscChannel<T> {
    UnboundedChannel() {
        super(0);
    }

    /** Sends, or returns false: the message is the caller's. */
    boolean offer(T message) {
        MessageBlock from = tailBlock();
        for (; ; ) {
            long seen = word();
            if ((seen & CLOSED) != 0) {
                return false;
            }
            if (casWord(seen, seen + CLAIM)) {
                publish(message, seen, from);
                return true;
            }
        }
    }

    @Override
    int freeSlots() {
        return Integer.MAX_VALUE;
    }

    @Override
    int capacity() {
        return Integer.MAX_VALUE;
    }

    @Override
    void taken(int messages) {}

    @Override
    boolean hasEnded() {
        return isClosed() && isDrained(); // in this order: then the tail is final
    }

    @Override
    void shutDown() {
        closeWord();
        tellClosed();
        wakeReceiver();
    }
}
