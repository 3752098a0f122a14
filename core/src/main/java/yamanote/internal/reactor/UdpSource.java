package yamanote.internal.reactor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketOption;

/** A UDP socket as a poller opens it. */
public interface UdpSource extends DatagramSource<InetSocketAddress> {
    /** The hops that a datagram to one receiver may take: not among the JDK's options. */
    SocketOption<Integer> IP_TTL =
            new SocketOption<>() {
                @Override
                public String name() {
                    return "IP_TTL";
                }

                @Override
                public Class<Integer> type() {
                    return Integer.class;
                }

                @Override
                public String toString() {
                    return name();
                }
            };

    /** Receives what is sent to {@code group} through {@code network}. */
    void join(InetAddress group, NetworkInterface network) throws IOException;

    /** Takes {@link #join} back. */
    void leave(InetAddress group, NetworkInterface network) throws IOException;

    /** The value of a socket option. */
    <T> T option(SocketOption<T> option) throws IOException;

    /** Sets a socket option. */
    <T> void option(SocketOption<T> option, T value) throws IOException;
}
