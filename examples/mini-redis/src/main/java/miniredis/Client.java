package miniredis;

import static yamanote.Async.async;

import java.io.EOFException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.net.TcpStream;

/** A Redis client: sends requests and reads replies, one after the other or pipelined. */
final class Client implements Owned {
    private final TcpStream stream;
    private final Replies out = new Replies(256);
    private ByteBuffer in = ByteBuffer.allocateDirect(256).limit(0);

    private Client(TcpStream stream) {
        this.stream = stream;
    }

    static Future<Client> connect(InetSocketAddress address) {
        return async(() -> new Client(TcpStream.connect(address).await()));
    }

    /** Sends one request and waits for its reply. */
    Future<Reply> call(String... parts) {
        return async(() -> {
            write(parts);
            flush().await();
            return read().await();
        });
    }

    /** Puts a request behind those that wait to be sent. */
    void write(String... parts) {
        out.array(parts.length);
        for (String part : parts) {
            out.bulk(part);
        }
    }

    /** Sends what {@link #write} gathered. */
    Future<@Nullable Void> flush() {
        return async(() -> {
            ByteBuffer bytes = out.buffer().flip();
            while (bytes.hasRemaining()) {
                if (stream.tryWrite(bytes) == 0) {
                    stream.writable().await();
                }
            }
            out.clear();
        });
    }

    /** The next reply. */
    Future<Reply> read() {
        return async(() -> {
            Reply reply = Reply.parse(in);
            while (reply == null) {
                more().await();
                reply = Reply.parse(in);
            }
            return reply;
        });
    }

    private Future<@Nullable Void> more() {
        return async(() -> {
            if (in.remaining() > in.capacity() / 2) {
                in = ByteBuffer.allocateDirect(in.capacity() * 2).put(in);
            } else {
                in.compact();
            }
            int read = stream.tryRead(in);
            while (read == 0) {
                stream.readable().await();
                read = stream.tryRead(in);
            }
            in.flip();
            if (read < 0) {
                throw new EOFException("the server has closed the connection");
            }
        });
    }

    @Override
    public void close() {
        stream.close();
    }
}
