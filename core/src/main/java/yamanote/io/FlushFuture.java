package yamanote.io;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;

/** Everything written has left the writer; if {@code andShutdown}, its output has ended as well. */
final class FlushFuture extends Operation<@Nullable Void> {
    private final AsyncWrite sink;
    private final boolean andShutdown;

    FlushFuture(AsyncWrite sink, boolean andShutdown) {
        this.sink = sink;
        this.andShutdown = andShutdown;
    }

    @Override
    Poll<@Nullable Void> step(Context cx) throws IOException {
        boolean done = andShutdown ? sink.pollShutdown(cx) : sink.pollFlush(cx);
        return done ? Poll.ready(null) : Poll.pending();
    }
}
