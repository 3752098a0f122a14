package yamanote.sync;

/**
 * The channel behind the ends of {@link Mpsc#unbounded()}: a queue that refuses when it is shut
 * down, by the receiver or by the last sender. It has ended when it refuses and all that was
 * claimed is taken, which is one comparison of one word.
 */
final class UnboundedChannel<T> implements MpscChannel<T> {
    private final MessageQueue<T> queue = new MessageQueue<>();

    @Override
    public MessageQueue<T> queue() {
        return queue;
    }

    /** Sends, or returns false: the message is the caller's. */
    boolean offer(T message) {
        return queue.offer(message);
    }

    @Override
    public int freeSlots() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void taken(int messages) {}

    @Override
    public boolean hasEnded() {
        return queue.isDrained();
    }

    @Override
    public boolean isClosed() {
        return queue.isRefusing();
    }

    @Override
    public void shutDown() {
        queue.refuse();
        queue.tellClosed();
        queue.wakeReceiver();
    }
}
