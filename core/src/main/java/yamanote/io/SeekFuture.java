package yamanote.io;

import java.io.IOException;
import yamanote.future.Context;
import yamanote.future.Poll;

/** One move. */
final class SeekFuture extends Operation<Long> {
    private final AsyncSeek stream;
    private final long offset;
    private final SeekFrom from;
    private boolean begun;

    SeekFuture(AsyncSeek stream, long offset, SeekFrom from) {
        this.stream = stream;
        this.offset = offset;
        this.from = from;
    }

    @Override
    Poll<Long> step(Context cx) throws IOException {
        if (!begun) {
            stream.startSeek(offset, from);
            begun = true;
        }
        long position = stream.pollSeek(cx);
        return position == IoStatus.PENDING ? Poll.pending() : Poll.ready(position);
    }
}
