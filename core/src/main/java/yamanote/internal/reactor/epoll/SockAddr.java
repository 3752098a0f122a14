package yamanote.internal.reactor.epoll;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import yamanote.internal.reactor.UnixName;

/**
 * {@code struct sockaddr_in} and {@code sockaddr_in6}. On a socket of the second family an IPv4
 * address is written as a mapped one, and its wildcard as that of all families, as the JDK does.
 */
final class SockAddr {
    static final int INET = 2;
    static final int INET6 = 10;

    /** Room for any of them. */
    static final int MAX = 128;

    private static final int INET_SIZE = 16;
    private static final int INET6_SIZE = 28;
    private static final int PORT = 2;
    private static final int INET_ADDRESS = 4;
    private static final int INET6_ADDRESS = 8;
    private static final int SCOPE = 24;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    private static final ValueLayout.OfShort NETWORK_SHORT =
            JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

    private SockAddr() {}

    /** The number of {@code family}. */
    static int family(ProtocolFamily family) {
        if (family == StandardProtocolFamily.INET) {
            return INET;
        }
        if (family == StandardProtocolFamily.INET6) {
            return INET6;
        }
        if (family == StandardProtocolFamily.UNIX) {
            return UnixAddr.UNIX;
        }
        throw new UnsupportedOperationException("no sockets of family " + family.name());
    }

    /** {@code address} as one of {@code family} that has been resolved. */
    static SocketAddress resolved(SocketAddress address, int family) {
        if (family != UnixAddr.UNIX) {
            return resolved(address);
        }
        if (!(address instanceof UnixName)) {
            throw new UnsupportedAddressTypeException();
        }
        return address;
    }

    /** {@code address} as one that has been resolved. */
    static InetSocketAddress resolved(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet)) {
            throw new UnsupportedAddressTypeException();
        }
        if (inet.isUnresolved()) {
            throw new UnresolvedAddressException();
        }
        return inet;
    }

    /** Writes {@code address}, a resolved one, for a socket of {@code family}; returns its size. */
    static int write(MemorySegment to, SocketAddress address, int family) throws SocketException {
        return address instanceof UnixName name
                ? UnixAddr.write(to, name.bytes())
                : write(to, (InetSocketAddress) address, family);
    }

    /** Writes {@code address} for a socket of {@code family}; returns the structure's size. */
    static int write(MemorySegment to, InetSocketAddress address, int family) {
        byte[] bytes = address.getAddress().getAddress();
        to.asSlice(0, INET6_SIZE).fill((byte) 0);
        to.set(JAVA_SHORT, 0, (short) family);
        to.set(NETWORK_SHORT, PORT, (short) address.getPort());
        if (family == INET) {
            if (bytes.length != IPV4_BYTES) {
                throw new UnsupportedAddressTypeException();
            }
            MemorySegment.copy(bytes, 0, to, JAVA_BYTE, INET_ADDRESS, IPV4_BYTES);
            return INET_SIZE;
        }
        if (bytes.length == IPV6_BYTES) {
            MemorySegment.copy(bytes, 0, to, JAVA_BYTE, INET6_ADDRESS, IPV6_BYTES);
            to.set(JAVA_INT, SCOPE, ((Inet6Address) address.getAddress()).getScopeId());
        } else if (!address.getAddress().isAnyLocalAddress()) {
            int last = INET6_ADDRESS + IPV6_BYTES - IPV4_BYTES;
            to.set(JAVA_SHORT, last - Short.BYTES, (short) -1);
            MemorySegment.copy(bytes, 0, to, JAVA_BYTE, last, IPV4_BYTES);
        }
        return INET6_SIZE;
    }

    /** The address, of any family, that the system wrote in {@code size} bytes. */
    static SocketAddress read(MemorySegment from, int size) throws IOException {
        return from.get(JAVA_SHORT, 0) == UnixAddr.UNIX
                ? UnixName.of(UnixAddr.read(from, size))
                : read(from);
    }

    /** The address that the system wrote. */
    static InetSocketAddress read(MemorySegment from) throws IOException {
        int port = Short.toUnsignedInt(from.get(NETWORK_SHORT, PORT));
        return switch (from.get(JAVA_SHORT, 0)) {
            case INET -> new InetSocketAddress(address(from, INET_ADDRESS, IPV4_BYTES), port);
            case INET6 -> new InetSocketAddress(inet6(from), port);
            default -> throw new IOException("an address of family " + from.get(JAVA_SHORT, 0));
        };
    }

    private static InetAddress inet6(MemorySegment from) throws UnknownHostException {
        InetAddress address = address(from, INET6_ADDRESS, IPV6_BYTES);
        int scope = from.get(JAVA_INT, SCOPE);
        return scope == 0 || !(address instanceof Inet6Address)
                ? address
                : Inet6Address.getByAddress(null, address.getAddress(), scope);
    }

    /** Makes of a mapped address an IPv4 one. */
    private static InetAddress address(MemorySegment from, int offset, int size)
            throws UnknownHostException {
        byte[] bytes = new byte[size];
        MemorySegment.copy(from, JAVA_BYTE, offset, bytes, 0, size);
        return InetAddress.getByAddress(bytes);
    }
}
