package yamanote.sync;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** The sender of a oneshot; it lets go of the channel when it is used up. */
final class OneshotSender<T extends @Nullable Object> implements Oneshot.Sender<T> {
    private @Nullable OneshotReceiver<T> receiver;

    OneshotSender(OneshotReceiver<T> receiver) {
        this.receiver = receiver;
    }

    @Override
    public boolean send(T value) {
        OneshotReceiver<T> to = channel();
        receiver = null;
        return to.offer(value);
    }

    @Override
    public Future<@Nullable Void> closed() {
        return new Closed(channel());
    }

    @Override
    public boolean isClosed() {
        return channel().refuses();
    }

    @Override
    public void close() {
        OneshotReceiver<T> to = receiver;
        receiver = null;
        if (to != null) {
            to.giveUp();
        }
    }

    private OneshotReceiver<T> channel() {
        OneshotReceiver<T> channel = receiver;
        if (channel == null) {
            throw new IllegalStateException("this oneshot sender has sent its value or is closed");
        }
        return channel;
    }

    /** The wait for the receiver's end. */
    private static final class Closed implements Future<@Nullable Void> {
        private @Nullable OneshotReceiver<?> receiver;

        Closed(OneshotReceiver<?> receiver) {
            this.receiver = receiver;
        }

        @Override
        public Poll<@Nullable Void> poll(Context cx) {
            OneshotReceiver<?> of = receiver;
            if (of == null) {
                throw Misuse.ended("closed()");
            }
            if (cx.exhausted() || of.parkSender(cx.waker())) {
                return Poll.pending();
            }
            receiver = null;
            cx.spend();
            return Poll.ready(null);
        }

        @Override
        public boolean cancel(Context cx) {
            OneshotReceiver<?> of = receiver;
            receiver = null;
            if (of != null) {
                of.unparkSender();
            }
            return true;
        }
    }
}
