package miniredis;

import static yamanote.Async.async;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.io.IoStatus;
import yamanote.net.TcpStream;
import yamanote.tls.TlsStream;

/**
 * The bytes of a TLS connection. A record is readable only once it has been read, so waiting for
 * one keeps what it brought until it is taken; while idle there is nothing.
 */
final class TlsBytes implements ByteStream {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final TlsStream<TcpStream> stream;
    private ByteBuffer brought = NOTHING;
    private boolean ended;

    TlsBytes(TlsStream<TcpStream> stream) {
        this.stream = stream;
    }

    @Override
    public int tryRead(ByteBuffer target) {
        int n = Math.min(brought.remaining(), target.remaining());
        if (n == 0) {
            return ended ? -1 : 0;
        }
        target.put(brought.slice(brought.position(), n));
        brought.position(brought.position() + n);
        if (!brought.hasRemaining()) {
            brought = NOTHING;
        }
        return n;
    }

    @Override
    public Future<@Nullable Void> readable() {
        return this::pollReadable;
    }

    private Poll<@Nullable Void> pollReadable(Context cx) throws IOException {
        if (!brought.hasRemaining() && !ended) {
            ByteBuffer scratch = Scratch.here().fromSocket().clear();
            int n = stream.pollRead(cx, scratch);
            if (n == IoStatus.PENDING) {
                return Poll.pending();
            }
            ended = n == IoStatus.END;
            if (!ended) {
                brought = ByteBuffer.allocate(n).put(scratch.flip()).flip();
            }
        }
        return Poll.ready(null);
    }

    /** Nothing: a record is not written without waiting for what is in front of it. */
    @Override
    public int tryWrite(ByteBuffer source) {
        return 0;
    }

    @Override
    public Future<@Nullable Void> writeAll(ByteBuffer source) {
        return async(() -> {
            stream.writeAll(source).await();
            stream.flush().await();
        });
    }

    @Override
    public Future<@Nullable Void> shutdown() {
        return stream.shutdown();
    }

    /** The socket's close, which any thread may call; the task of the client ends and cleans up. */
    @Override
    public void close() {
        stream.inner().close();
    }
}
