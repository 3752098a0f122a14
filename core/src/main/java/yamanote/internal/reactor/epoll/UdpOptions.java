package yamanote.internal.reactor.epoll;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * The options that are UDP's, whose numbers depend on the family; for the rest {@link
 * SocketOptions}.
 */
final class UdpOptions {
    private UdpOptions() {}

    /** The names for IPv4 and IPv6. */
    private record Names(int ip, int ipv6) {
        int get(Scratch scratch, int fd, int family) throws SocketException {
            boolean six = family == SockAddr.INET6;
            return SocketOptions.get(scratch, fd, level(six), six ? ipv6 : ip, Integer.BYTES);
        }

        /** An IPv6 socket sends to IPv4 addresses, too. */
        void set(Scratch scratch, int fd, int family, int value) throws SocketException {
            set(scratch, fd, false, value);
            if (family == SockAddr.INET6) {
                set(scratch, fd, true, value);
            }
        }

        private void set(Scratch scratch, int fd, boolean six, int value) throws SocketException {
            scratch.structure.set(JAVA_INT, 0, value);
            SocketOptions.set(scratch, fd, level(six), six ? ipv6 : ip, Integer.BYTES);
        }

        private static int level(boolean six) {
            return six ? SocketOptions.IPV6 : SocketOptions.IP;
        }
    }

    private static @Nullable Names names(SocketOption<?> option) {
        return switch (option.name()) {
            case "IP_TOS" -> new Names(1, 67);
            case "IP_TTL" -> new Names(2, 16);
            case "IP_MULTICAST_TTL" -> new Names(33, 18);
            case "IP_MULTICAST_LOOP" -> new Names(34, 19);
            default -> null;
        };
    }

    /**
     * Of the descriptor {@code fd}, which the caller has entered. Null, as the JDK has it, is the
     * network for multicast if the system chooses it.
     */
    @SuppressWarnings("NullAway") // the type of an option does not say so
    static <T> T get(Scratch scratch, int fd, int family, SocketOption<T> option)
            throws IOException {
        if (option.equals(StandardSocketOptions.IP_MULTICAST_IF)) {
            return option.type().cast(Multicast.through(scratch, fd, family));
        }
        Names names = names(option);
        if (names == null) {
            return SocketOptions.get(scratch, fd, option);
        }
        int value = names.get(scratch, fd, family);
        Object result = option.type() == Boolean.class ? (Object) (value != 0) : value;
        return option.type().cast(result);
    }

    /** As {@link #get}. */
    static <T> void set(Scratch scratch, int fd, int family, SocketOption<T> option, T value)
            throws SocketException {
        if (value instanceof NetworkInterface network) {
            Multicast.through(scratch, fd, family, network);
            return;
        }
        Names names = names(option);
        if (names == null) {
            SocketOptions.set(scratch, fd, option, value);
        } else {
            int number = value instanceof Boolean on ? (on ? 1 : 0) : (Integer) value;
            names.set(scratch, fd, family, number);
        }
    }
}
