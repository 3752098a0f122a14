package yamanote.io;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** Everything written has left the writer; if {@code andShutdown}, its output has ended as well. */
record FlushFuture(AsyncWrite sink, boolean andShutdown) implements Future<@Nullable Void> {
    @Override
    public Poll<@Nullable Void> poll(Context cx) throws IOException {
        boolean done = andShutdown ? sink.pollShutdown(cx) : sink.pollFlush(cx);
        return done ? Poll.ready(null) : Poll.pending();
    }
}
