package yamanote.signal;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** Listens from its first poll to the first signal. */
final class NextSignal implements Future<@Nullable Void> {
    private final SignalKind kind;
    private @Nullable Signal listener;
    private @Nullable Future<@Nullable Void> receive;

    NextSignal(SignalKind kind) {
        this.kind = kind;
    }

    @Override
    public Poll<@Nullable Void> poll(Context cx) throws Exception {
        Future<@Nullable Void> waiting = receive;
        if (waiting == null) {
            Signal signal = Signal.listen(kind);
            waiting = signal.receive();
            listener = signal;
            receive = waiting;
        }
        Poll<@Nullable Void> poll = waiting.poll(cx);
        if (poll.isReady()) {
            close();
        }
        return poll;
    }

    @Override
    public boolean cancel(Context cx) {
        if (receive != null) {
            receive.cancel(cx);
            close();
        }
        return true;
    }

    private void close() {
        if (listener != null) {
            listener.close();
            listener = null;
        }
    }
}
