package yamanote.stream;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.signal.Signal;
import yamanote.signal.SignalKind;

/** The signals of a listener; see {@link Streams#from(Signal)}. */
final class SignalStream extends OwningStream<SignalKind> {
    private final Signal listener;
    private @Nullable Future<@Nullable Void> receive;

    SignalStream(Signal listener) {
        this.listener = listener;
    }

    @Override
    @Nullable Object advance(Context cx) throws Exception {
        Future<@Nullable Void> wait = receive == null ? listener.receive() : receive;
        receive = null;
        if (wait.poll(cx).isPending()) {
            receive = wait;
            return PENDING;
        }
        return listener.kind();
    }

    @Override
    void release(Ending ending, Context cx) {
        ending.future(receive);
        receive = null;
        ending.resource(listener, cx);
    }
}
