package yamanote.internal.reactor;

import java.net.SocketOption;

/** An option of {@code jdk.net.ExtendedSocketOptions}, whose module need not be there. */
public record NamedOption<T>(String name, Class<T> type) implements SocketOption<T> {
    /** Seconds without data after which the peer is probed, if SO_KEEPALIVE is on. */
    public static final SocketOption<Integer> TCP_KEEPIDLE =
            new NamedOption<>("TCP_KEEPIDLE", Integer.class);

    /** Seconds between probes. */
    public static final SocketOption<Integer> TCP_KEEPINTERVAL =
            new NamedOption<>("TCP_KEEPINTERVAL", Integer.class);

    /** Probes without an answer after which the connection is given up. */
    public static final SocketOption<Integer> TCP_KEEPCOUNT =
            new NamedOption<>("TCP_KEEPCOUNT", Integer.class);
}
