package yamanote.bench.io;

import static yamanote.Async.spawn;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import yamanote.future.AsyncConsumer;
import yamanote.future.Futures;
import yamanote.net.TcpListener;
import yamanote.net.TcpStream;
import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.DriverChoice;

/**
 * Sends back what it reads.
 *
 * <pre>
 *   EchoServer PORT SIZE NIO|EPOLL read    one thread, a task and a buffer of SIZE a connection
 *   EchoServer PORT SIZE NIO|EPOLL lease   one thread, a task a connection, one buffer for all
 *   EchoServer PORT SIZE threads           a virtual thread and an array of SIZE a connection
 * </pre>
 */
public final class EchoServer {
    private EchoServer() {}

    public static void main(String[] args) throws Exception {
        var address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        int size = Integer.parseInt(args[1]);
        if (args[2].equals("threads")) {
            serveWithThreads(address, size);
            return;
        }
        AsyncConsumer<TcpStream> echo = args[3].equals("lease") ? leased(size) : buffered(size);
        try (var runtime =
                AsyncRuntime.currentThread().driver(DriverChoice.valueOf(args[2])).build()) {
            runtime.blockOn(() -> {
                var listener = TcpListener.bind(address);
                System.out.println("ready");
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

    private static void serveWithThreads(InetSocketAddress address, int size) throws Exception {
        try (var listener = new ServerSocket()) {
            listener.bind(address, 1024);
            System.out.println("ready");
            for (; ; ) {
                Socket socket = listener.accept();
                Thread.startVirtualThread(() -> echo(socket, size));
            }
        }
    }

    private static void echo(Socket socket, int size) {
        try (socket) {
            socket.setTcpNoDelay(true);
            byte[] buffer = new byte[size];
            var in = socket.getInputStream();
            var out = socket.getOutputStream();
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        } catch (java.io.IOException e) {
            // The client has gone.
            return;
        }
    }
}
