package yamanote.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/**
 * A read at a position: of memory if it is there, else a job, which fills a buffer of its own,
 * since it goes on if this is cancelled.
 */
final class ReadAt implements Future<Integer> {
    private final OpenFile file;
    private final long position;
    private final int most;
    private final ByteBuffer target;
    private final JobFuture<ByteBuffer> read;

    /** Whether it may be in memory; looked at once. */
    private boolean hopeful;

    ReadAt(OpenFile file, long position, int most, ByteBuffer target) {
        this.file = file;
        this.position = position;
        this.most = most;
        this.target = target;
        this.hopeful = file.isCached() && target.hasRemaining();
        this.read =
                new JobFuture<>(_ -> {
                    ByteBuffer own = ByteBuffer.allocate(Math.min(target.remaining(), most));
                    return file.start(
                            "File.readAt",
                            channel -> {
                                channel.read(own, position);
                                return own.flip();
                            });
                });
    }

    @Override
    public Poll<Integer> poll(Context cx) throws IOException {
        if (hopeful) {
            if (cx.exhausted()) {
                return Poll.pending();
            }
            hopeful = false;
            int n = file.readCached(cx, target, most, position);
            if (n > 0) {
                read.cancel(cx);
                return Poll.ready(n);
            }
        }
        if (!(read.poll(cx) instanceof Poll.Ready<ByteBuffer>(var bytes))) {
            return Poll.pending();
        }
        int count = bytes.remaining();
        int room = target.remaining();
        target.put(bytes);
        return Poll.ready(count == 0 && room > 0 ? -1 : count);
    }

    @Override
    public boolean cancel(Context cx) {
        hopeful = false;
        return read.cancel(cx);
    }
}
