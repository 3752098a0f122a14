package yamanote.stream;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;
import yamanote.sync.Mpsc;

/** The messages of an mpsc channel; see {@link Streams#from(Mpsc.Receiver)}. */
final class ReceiverStream<T> extends OwningStream<T> {
    private final Mpsc.Receiver<T> receiver;

    ReceiverStream(Mpsc.Receiver<T> receiver) {
        this.receiver = receiver;
    }

    @Override
    @Nullable Object advance(Context cx) throws Exception {
        Poll<@Nullable T> polled = receiver.pollReceive(cx);
        if (polled.isPending()) {
            return PENDING;
        }
        T message = ((Poll.Ready<@Nullable T>) polled).value();
        return message == null ? end(cx) : message;
    }

    @Override
    void release(Ending ending, Context cx) {
        ending.resource(receiver, cx);
    }

    @Override
    public SizeHint sizeHint() {
        int queued = receiver.size();
        return receiver.isClosed()
                ? SizeHint.exactly(queued)
                : new SizeHint(queued, SizeHint.UNKNOWN.atMost());
    }
}
