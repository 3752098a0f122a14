package miniredis;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.net.TcpStream;

/** The bytes of a TCP connection. */
record TcpBytes(TcpStream stream) implements ByteStream {
    @Override
    public int tryRead(ByteBuffer target) throws IOException {
        return stream.tryRead(target);
    }

    @Override
    public Future<@Nullable Void> readable() {
        return stream.readable();
    }

    @Override
    public int tryWrite(ByteBuffer source) throws IOException {
        return stream.tryWrite(source);
    }

    @Override
    public Future<@Nullable Void> writeAll(ByteBuffer source) {
        return stream.writeAll(source);
    }

    @Override
    public Future<@Nullable Void> shutdown() {
        return Futures.ready(null);
    }

    @Override
    public void close() {
        stream.close();
    }
}
