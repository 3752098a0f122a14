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
    Poll<@Nullable T> advance(Context cx) throws Exception {
        Poll<@Nullable T> polled = receiver.pollReceive(cx);
        return polled.isReady() && value(polled) == null ? end(cx) : polled;
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
