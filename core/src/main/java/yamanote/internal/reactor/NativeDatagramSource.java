package yamanote.internal.reactor;

import java.io.IOException;
import java.net.SocketAddress;

/**
 * A datagram socket that can do what the system can and NIO cannot: peek, and move many at once.
 */
public interface NativeDatagramSource<A extends SocketAddress> extends DatagramSource<A> {
    /** Room for {@code capacity} datagrams of at most {@code size} bytes. */
    Messages<A> messages(int capacity, int size);

    /** Fills {@code messages} from its beginning; the number of datagrams. */
    int receiveMany(Messages<A> messages) throws IOException;

    /** Sends {@code count} of {@code messages}, beginning at {@code first}; how many it took. */
    int sendMany(Messages<A> messages, int first, int count) throws IOException;
}
