package yamanote.net;

import java.net.SocketAddress;

/**
 * A datagram that came.
 *
 * @param length how many of its bytes were put into the buffer
 * @param sender who sent it
 */
public record Received<A extends SocketAddress>(int length, A sender) {}
