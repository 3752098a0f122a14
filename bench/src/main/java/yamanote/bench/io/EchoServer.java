package yamanote.bench.io;

import static yamanote.Async.spawn;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import yamanote.future.AsyncConsumer;
import yamanote.future.Futures;
import yamanote.net.TcpListener;
import yamanote.net.TcpStream;
import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.DriverChoice;
import yamanote.tls.TlsAcceptor;

/**
 * Sends back what it reads: one thread, a task a connection.
 *
 * <pre>
 *   EchoServer PORT SIZE NIO|EPOLL read        a buffer of SIZE a connection
 *   EchoServer PORT SIZE NIO|EPOLL lease       one buffer for all
 *   EchoServer PORT SIZE NIO|EPOLL tls KEYS    over TLS, a buffer of SIZE a connection
 * </pre>
 */
public final class EchoServer {
    private EchoServer() {}

    public static void main(String[] args) throws Exception {
        var address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        int size = Integer.parseInt(args[1]);
        AsyncConsumer<TcpStream> echo =
                switch (args[3]) {
                    case "read" -> buffered(size);
                    case "lease" -> leased(size);
                    case "tls" -> encrypted(size, TlsAcceptor.of(Keys.context(args[4])));
                    default -> throw new IllegalArgumentException(args[3]);
                };
        try (var runtime =
                AsyncRuntime.currentThread().driver(DriverChoice.valueOf(args[2])).build()) {
            runtime.blockOn(() -> {
                var listener = TcpListener.bind(address);
                Control.ready();
                spawn(listener.serve(echo));
                Futures.pending().await();
            });
        }
    }

    private static AsyncConsumer<TcpStream> buffered(int size) {
        return stream -> {
            ByteBuffer buffer = ByteBuffer.allocateDirect(size);
            while (stream.read(buffer.clear()).await() >= 0) {
                stream.writeAll(buffer.flip()).await();
            }
        };
    }

    private static AsyncConsumer<TcpStream> leased(int size) {
        ByteBuffer shared = ByteBuffer.allocateDirect(size);
        return stream -> {
            int n = 0;
            while (n >= 0) {
                stream.readable().await();
                n = stream.tryRead(shared.clear());
                if (n > 0 && stream.tryWrite(shared.flip()) < n) {
                    // The peer does not keep up: what is left needs a buffer of its own.
                    ByteBuffer rest = ByteBuffer.allocate(shared.remaining()).put(shared).flip();
                    stream.writeAll(rest).await();
                }
            }
        };
    }

    private static AsyncConsumer<TcpStream> encrypted(int size, TlsAcceptor acceptor) {
        return socket -> {
            try (var stream = acceptor.accept(socket).await()) {
                ByteBuffer buffer = ByteBuffer.allocate(size);
                while (stream.read(buffer.clear()).await() >= 0) {
                    stream.writeAll(buffer.flip()).await();
                    stream.flush().await();
                }
            }
        };
    }
}
