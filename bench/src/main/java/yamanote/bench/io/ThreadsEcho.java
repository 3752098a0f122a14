package yamanote.bench.io;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Sends back what it reads: a virtual thread and an array a connection.
 *
 * <pre>
 *   ThreadsEcho PORT SIZE
 * </pre>
 */
public final class ThreadsEcho {
    private ThreadsEcho() {}

    public static void main(String[] args) throws IOException {
        int size = Integer.parseInt(args[1]);
        try (var listener = new ServerSocket()) {
            var port = Integer.parseInt(args[0]);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
            Control.ready();
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
        } catch (IOException e) {
            // The client has gone.
            return;
        }
    }
}
