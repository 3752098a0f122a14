package miniredis;

import static yamanote.Async.async;

import java.util.LinkedHashSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.sync.Mpsc;
import yamanote.sync.TryReceive;
import yamanote.sync.TrySend;

/**
 * One connection's subscriptions and the messages that wait for it. Its channels are its
 * connection's alone; publishers put messages into the queue, under the lock of {@link Db}, so that
 * each publisher's messages keep their order. A client that reads so slowly that the queue fills is
 * disconnected: a publisher never waits, and memory stays bounded.
 */
final class Subscriber implements AutoCloseable {
    static final int QUEUE = 1024;
    static final long QUEUE_BYTES = 32 * 1024 * 1024;

    private final PubSub pubSub;
    private final Runnable tooSlow;
    private final LinkedHashSet<Slice> channels = new LinkedHashSet<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    private Mpsc.@Nullable Channel<PubSub.Message> queue;

    Subscriber(PubSub pubSub, Runnable tooSlow) {
        this.pubSub = pubSub;
        this.tooSlow = tooSlow;
    }

    boolean isActive() {
        return !channels.isEmpty();
    }

    int count() {
        return channels.size();
    }

    void subscribe(Slice channel) {
        if (queue == null) {
            queue = Mpsc.channel(QUEUE);
        }
        Slice own = channel.copy();
        if (channels.add(own)) {
            pubSub.add(own, this);
        }
    }

    void unsubscribe(Slice channel) {
        if (channels.remove(channel)) {
            pubSub.remove(channel, this);
        }
    }

    Iterable<Slice> channels() {
        return new LinkedHashSet<>(channels);
    }

    void deliver(PubSub.Message message) {
        if (queue == null) {
            return;
        }
        long queued = queuedBytes.addAndGet(message.length());
        if (queued > QUEUE_BYTES || queue.sender().trySend(message) != TrySend.SENT) {
            tooSlow.run();
        }
    }

    /** The next message; once there are no more subscriptions, null after what was queued. */
    Future<PubSub.@Nullable Message> next() {
        return async(() -> taken(messages().receive().await()));
    }

    /** A message that waits already, or null. */
    PubSub.@Nullable Message nextNow() {
        return messages().tryReceive() instanceof TryReceive.Received<PubSub.Message>(var message)
                ? taken(message)
                : null;
    }

    private PubSub.@Nullable Message taken(PubSub.@Nullable Message message) {
        if (message != null) {
            queuedBytes.addAndGet(-message.length());
        }
        return message;
    }

    private Mpsc.Receiver<PubSub.Message> messages() {
        if (queue == null) {
            throw new IllegalStateException("no channel has been subscribed to");
        }
        return queue.receiver();
    }

    @Override
    public void close() {
        channels().forEach(this::unsubscribe);
        if (queue != null) {
            queue.sender().close();
            queue.receiver().close();
        }
    }
}
