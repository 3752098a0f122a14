package yamanote.internal.reactor.epoll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import org.junit.jupiter.api.Test;

class SockAddrTest {
    private final MemorySegment memory = Arena.ofAuto().allocate(SockAddr.MAX, 8);

    private static InetSocketAddress address(String host, int port) throws Exception {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    private InetSocketAddress there(InetSocketAddress address, int family) throws Exception {
        memory.fill((byte) 0xee);
        SockAddr.write(memory, address, family);
        return SockAddr.read(memory);
    }

    @Test
    void anIpv4AddressIsFamilyPortAndFourBytes() throws Exception {
        memory.fill((byte) 0xee);
        assertThat(SockAddr.write(memory, address("1.2.3.4", 0x1234), SockAddr.INET)).isEqualTo(16);
        byte[] bytes = new byte[16];
        memory.asByteBuffer().get(bytes);
        assertThat(bytes).containsExactly(2, 0, 0x12, 0x34, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(SockAddr.read(memory)).isEqualTo(address("1.2.3.4", 0x1234));
    }

    @Test
    void bothFamiliesComeBackAsTheyWere() throws Exception {
        for (String host : new String[] {"127.0.0.1", "255.255.255.255", "0.0.0.0"}) {
            assertThat(there(address(host, 65535), SockAddr.INET)).isEqualTo(address(host, 65535));
        }
        for (String host : new String[] {"::1", "2001:db8::ff", "::"}) {
            assertThat(there(address(host, 80), SockAddr.INET6)).isEqualTo(address(host, 80));
        }
    }

    @Test
    void anIpv4AddressOnAnIpv6SocketIsMapped() throws Exception {
        var mapped = address("10.1.2.3", 80);
        assertThat(SockAddr.write(memory, mapped, SockAddr.INET6)).isEqualTo(28);
        byte[] bytes = new byte[16];
        memory.asByteBuffer().get(8, bytes);
        assertThat(ByteBuffer.wrap(bytes).getLong(0)).isZero();
        assertThat(ByteBuffer.wrap(bytes).getLong(8)).isEqualTo(0xffff_0a01_0203L);
        assertThat(SockAddr.read(memory)).isEqualTo(mapped);
        assertThat(there(address("0.0.0.0", 80), SockAddr.INET6)).isEqualTo(address("::", 80));
    }

    @Test
    void theScopeOfALinkLocalAddressIsKept() throws Exception {
        byte[] local = InetAddress.getByName("fe80::1").getAddress();
        var scoped = new InetSocketAddress(Inet6Address.getByAddress(null, local, 7), 80);
        var read = (Inet6Address) there(scoped, SockAddr.INET6).getAddress();
        assertThat(read.getScopeId()).isEqualTo(7);
    }

    @Test
    void whatCannotBeWrittenThrows() {
        assertThatThrownBy(() -> there(address("::1", 1), SockAddr.INET))
                .isInstanceOf(UnsupportedAddressTypeException.class);
        assertThatThrownBy(
                        () -> SockAddr.resolved(InetSocketAddress.createUnresolved("nowhere", 1)))
                .isInstanceOf(UnresolvedAddressException.class);
    }
}
