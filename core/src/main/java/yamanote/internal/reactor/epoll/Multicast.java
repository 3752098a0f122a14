package yamanote.internal.reactor.epoll;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Groups, and the network that datagrams to them leave by: {@code struct ip_mreqn, ipv6_mreq}. */
final class Multicast {
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final int IP_MREQN = 12;
    private static final int IP_INDEX = 8;
    private static final int IPV6_MREQ = 20;

    private static final int IP_IF = 32;
    private static final int IP_ADD = 35;
    private static final int IP_DROP = 36;
    private static final int IP_ALL = 49;
    private static final int IPV6_IF = 17;
    private static final int IPV6_ADD = 20;
    private static final int IPV6_DROP = 21;
    private static final int IPV6_ALL = 29;

    private Multicast() {}

    /** What comes is for groups that this socket has joined, not for anybody's. */
    static void onlyOwnGroups(Scratch scratch, int fd, int family) {
        onlyOwnGroups(scratch, fd, SocketOptions.IP, IP_ALL);
        if (family == SockAddr.INET6) {
            onlyOwnGroups(scratch, fd, SocketOptions.IPV6, IPV6_ALL);
        }
    }

    /** An old system that does not know the option goes on without, as the JDK does. */
    private static void onlyOwnGroups(Scratch scratch, int fd, int level, int name) {
        MemorySegment structure = scratch.structure;
        structure.set(JAVA_INT, 0, 0);
        int ignored = Libc.setsockopt(scratch.state, fd, level, name, structure, Integer.BYTES);
    }

    /** Joins {@code group}, or leaves it. */
    static void member(
            Scratch scratch, int fd, boolean joins, InetAddress group, NetworkInterface network)
            throws SocketException {
        if (!group.isMulticastAddress()) {
            throw new IllegalArgumentException(group + " is no multicast group");
        }
        byte[] bytes = group.getAddress();
        MemorySegment.copy(bytes, 0, scratch.structure, JAVA_BYTE, 0, bytes.length);
        if (group instanceof Inet4Address) {
            scratch.structure.set(JAVA_INT, IPV4_BYTES, 0);
            scratch.structure.set(JAVA_INT, IP_INDEX, network.getIndex());
            SocketOptions.set(scratch, fd, SocketOptions.IP, joins ? IP_ADD : IP_DROP, IP_MREQN);
        } else {
            scratch.structure.set(JAVA_INT, IPV6_BYTES, network.getIndex());
            SocketOptions.set(
                    scratch, fd, SocketOptions.IPV6, joins ? IPV6_ADD : IPV6_DROP, IPV6_MREQ);
        }
    }

    /** Sends to groups through {@code network}. */
    static void through(Scratch scratch, int fd, int family, NetworkInterface network)
            throws SocketException {
        MemorySegment structure = scratch.structure;
        if (family == SockAddr.INET6) {
            structure.set(JAVA_INT, 0, network.getIndex());
            SocketOptions.set(scratch, fd, SocketOptions.IPV6, IPV6_IF, Integer.BYTES);
            return;
        }
        byte[] own = ipv4(network).getAddress();
        structure.set(JAVA_INT, 0, 0);
        MemorySegment.copy(own, 0, structure, JAVA_BYTE, IPV4_BYTES, IPV4_BYTES);
        structure.set(JAVA_INT, IP_INDEX, network.getIndex());
        SocketOptions.set(scratch, fd, SocketOptions.IP, IP_IF, IP_MREQN);
    }

    /** By this address, and not by the index, does the system tell which network it is. */
    private static Inet4Address ipv4(NetworkInterface network) throws SocketException {
        for (InetAddress address : Collections.list(network.getInetAddresses())) {
            if (address instanceof Inet4Address ipv4) {
                return ipv4;
            }
        }
        throw new SocketException(
                "network interface " + network.getName() + " has no IPv4 address");
    }

    /** What {@link #through} set; null: the system chooses. */
    static @Nullable NetworkInterface through(Scratch scratch, int fd, int family)
            throws IOException {
        if (family == SockAddr.INET6) {
            int index = SocketOptions.get(scratch, fd, SocketOptions.IPV6, IPV6_IF, Integer.BYTES);
            return index == 0 ? null : NetworkInterface.getByIndex(index);
        }
        if (SocketOptions.get(scratch, fd, SocketOptions.IP, IP_IF, IPV4_BYTES) == 0) {
            return null;
        }
        return NetworkInterface.getByInetAddress(SockAddr.ipv4(scratch.structure));
    }
}
