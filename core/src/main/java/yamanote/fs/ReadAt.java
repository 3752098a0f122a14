package yamanote.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/**
 * A read at a position: the job fills a buffer of its own, since it goes on if this is cancelled.
 */
final class ReadAt implements Future<Integer> {
    private final ByteBuffer target;
    private final JobFuture<ByteBuffer> read;

    ReadAt(OpenFile file, long position, int most, ByteBuffer target) {
        this.target = target;
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
        return read.cancel(cx);
    }
}
