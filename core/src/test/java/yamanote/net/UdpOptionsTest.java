package yamanote.net;

import static java.net.StandardSocketOptions.IP_MULTICAST_IF;
import static java.net.StandardSocketOptions.IP_MULTICAST_LOOP;
import static java.net.StandardSocketOptions.IP_MULTICAST_TTL;
import static java.net.StandardSocketOptions.IP_TOS;
import static java.net.StandardSocketOptions.SO_BROADCAST;
import static java.net.StandardSocketOptions.SO_RCVBUF;
import static java.net.StandardSocketOptions.SO_REUSEADDR;
import static java.net.StandardSocketOptions.SO_REUSEPORT;
import static java.net.StandardSocketOptions.SO_SNDBUF;
import static java.net.StandardSocketOptions.TCP_NODELAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.internal.reactor.TestLoop.ANY_PORT;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.TestDriver;

/** Options and groups mean the same on each driver. */
@OnEachDriver
@Timeout(60)
class UdpOptionsTest extends DatagramTests {
    @Parameter TestDriver driver;

    @Override
    TestDriver driver() {
        return driver;
    }

    private static <T> void keeps(UdpSocket socket, SocketOption<T> option, T value)
            throws IOException {
        assertThat(socket.option(option, value)).isSameAs(socket);
        assertThat(socket.option(option)).as(option.name()).isEqualTo(value);
    }

    private void keepsAll(UdpSocket socket) throws IOException {
        for (boolean on : new boolean[] {true, false}) {
            keeps(socket, SO_BROADCAST, on);
            keeps(socket, SO_REUSEADDR, on);
            keeps(socket, SO_REUSEPORT, on);
            keeps(socket, IP_MULTICAST_LOOP, on);
        }
        keeps(socket, SO_SNDBUF, 32 * 1024);
        keeps(socket, SO_RCVBUF, 32 * 1024);
        keeps(socket, IP_TOS, 16);
        keeps(socket, IP_MULTICAST_TTL, 7);
        assertThat(socket.option(IP_MULTICAST_IF)).isNull();
        keeps(socket, IP_MULTICAST_IF, loopback());
        assertThatThrownBy(() -> socket.option(TCP_NODELAY, true))
                .isInstanceOfAny(UnsupportedOperationException.class, SocketException.class);
    }

    private static NetworkInterface loopback() throws IOException {
        return NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
    }

    @Test
    void whatIsSetIsReadBack() throws IOException {
        keepsAll(near);
    }

    @Test
    void onAnIpv6SocketToo() throws IOException {
        assumeIpv6();
        try (UdpSocket six = UdpSocket.open(StandardProtocolFamily.INET6, loop.reactor)) {
            keepsAll(six);
        }
    }

    private static void assumeIpv6() throws IOException {
        Assumptions.assumeTrue(
                loopback().inetAddresses().anyMatch(java.net.Inet6Address.class::isInstance),
                "no IPv6 here");
    }

    @Test
    void twoSocketsShareAnAddressIfBothSaidSoBefore() throws IOException {
        try (UdpSocket one = UdpSocket.open(StandardProtocolFamily.INET, loop.reactor);
                UdpSocket two = UdpSocket.open(StandardProtocolFamily.INET, loop.reactor)) {
            one.option(SO_REUSEPORT, true).bindTo(ANY_PORT);
            two.option(SO_REUSEPORT, true).bindTo(one.localAddress());
            assertThat(two.localAddress()).isEqualTo(one.localAddress());
        }
    }

    @Test
    void ipv6DatagramsComeWithTheirSender() throws Exception {
        assumeIpv6();
        var any = new InetSocketAddress(InetAddress.getByName("::1"), 0);
        try (UdpSocket one = UdpSocket.bind(any, loop.reactor);
                UdpSocket two = UdpSocket.bind(any, loop.reactor)) {
            var received =
                    after(
                            () -> loop.run(one.sendTo(bytes("six"), two.localAddress())),
                            two.receiveFrom(buffer));
            assertThat(received).isEqualTo(new Received<>(3, one.localAddress()));
        }
    }

    @Test
    void theIpv6WildcardTakesIpv4() throws Exception {
        assumeIpv6();
        var any = new InetSocketAddress(InetAddress.getByName("::"), 0);
        try (UdpSocket both = UdpSocket.bind(any, loop.reactor)) {
            var target =
                    new InetSocketAddress(
                            InetAddress.getByName("127.0.0.1"), both.localAddress().getPort());
            var received =
                    after(
                            () -> loop.run(near.sendTo(bytes("four"), target)),
                            both.receiveFrom(buffer));
            assertThat(received).isEqualTo(new Received<>(4, near.localAddress()));
        }
    }

    @Test
    void whatIsSentToAGroupReachesWhoJoinedAndNobodyElse() throws Exception {
        InetAddress group = InetAddress.getByName("239.255.77.1");
        var wildcard = new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 0);
        near.option(IP_MULTICAST_IF, loopback());
        try (UdpSocket member = UdpSocket.bind(wildcard, loop.reactor)) {
            var target = new InetSocketAddress(group, member.localAddress().getPort());
            member.joinMulticast(group, loopback());
            after(() -> loop.run(near.sendTo(bytes("all"), target)), member.receive(buffer));
            assertThat(received()).isEqualTo("all");
            assertThatThrownBy(() -> member.joinMulticast(group, loopback()))
                    .isInstanceOf(SocketException.class);

            member.leaveMulticast(group, loopback());
            assertThatThrownBy(() -> member.leaveMulticast(group, loopback()))
                    .isInstanceOf(SocketException.class);
            drain(member);
            loop.run(near.sendTo(bytes("left"), target));
            var direct = new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getPort());
            after(() -> loop.run(near.sendTo(bytes("direct"), direct)), member.receive(buffer));
            assertThat(received()).isEqualTo("direct");
        }
        assertThatThrownBy(() -> near.joinMulticast(InetAddress.getLoopbackAddress(), loopback()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** What was sent twice came late. */
    private void drain(UdpSocket socket) throws IOException {
        while (socket.tryReceive(buffer) >= 0) {
            buffer.clear();
        }
    }

    /** What NIO cannot do names what can. */
    @Test
    void hopsNeedTheNativeDriver() throws IOException {
        if (driver == TestDriver.EPOLL) {
            assertThat(near.ttl(7).ttl()).isEqualTo(7);
        } else {
            assertThatThrownBy(() -> near.ttl(7))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("driver(DriverChoice.EPOLL)");
            assertThatThrownBy(near::ttl).isInstanceOf(UnsupportedOperationException.class);
        }
    }
}
