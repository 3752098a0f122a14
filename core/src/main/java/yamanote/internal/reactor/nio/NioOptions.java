package yamanote.internal.reactor.nio;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.channels.NetworkChannel;
import yamanote.internal.reactor.NamedOption;

/** Options as the JDK's channels want them. */
final class NioOptions {
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    private NioOptions() {}

    /** The option of {@code channel} that {@code option} names, if that is but a name. */
    static <T> SocketOption<T> known(NetworkChannel channel, SocketOption<T> option) {
        if (!(option instanceof NamedOption<T>)) {
            return option;
        }
        for (SocketOption<?> supported : channel.supportedOptions()) {
            if (supported.name().equals(option.name())) {
                return cast(supported);
            }
        }
        throw new UnsupportedOperationException(
                option.name() + " is not there: it needs the module jdk.net, and a system with it");
    }

    @SuppressWarnings("unchecked") // the same name, the same type
    private static <T> SocketOption<T> cast(SocketOption<?> option) {
        return (SocketOption<T>) option;
    }

    /** Sets an option to a value that was its own before. */
    static <T> void set(NetworkChannel channel, SocketOption<T> option, Object value)
            throws IOException {
        channel.setOption(option, option.type().cast(value));
    }

    /** What a socket of {@code family} that was not bound has for an address. */
    static InetSocketAddress wildcard(ProtocolFamily family) throws UnknownHostException {
        int bytes = family == StandardProtocolFamily.INET6 ? IPV6_BYTES : IPV4_BYTES;
        return new InetSocketAddress(InetAddress.getByAddress(new byte[bytes]), 0);
    }
}
