package yamanote.net;

import java.net.InetAddress;
import java.net.Socket;

/**
 * A peer in a process of its own: connects, sends a few bytes, reads none and waits to be killed.
 */
final class PeerMain {
    private PeerMain() {}

    public static void main(String[] args) throws Exception {
        var socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        socket.getOutputStream().write("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        System.in.read();
        socket.close();
    }
}
