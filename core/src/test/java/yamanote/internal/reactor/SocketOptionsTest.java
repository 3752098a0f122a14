package yamanote.internal.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;

/** Options mean the same on each poller. */
@OnEachDriver
@Timeout(60)
class SocketOptionsTest {
    @Parameter TestDriver driver;

    private TestLoop loop;
    private StreamSource stream;

    @BeforeEach
    void open() throws IOException {
        loop = new TestLoop(driver);
        stream = loop.reactor.openStream(StandardProtocolFamily.INET);
    }

    @AfterEach
    void close() throws IOException {
        stream.registration().close();
        loop.close();
    }

    private <T> void keeps(SocketOption<T> option, T value) throws IOException {
        stream.option(option, value);
        assertThat(stream.option(option)).isEqualTo(value);
    }

    @Test
    void whatIsSetIsReadBack() throws IOException {
        for (boolean on : new boolean[] {true, false}) {
            keeps(StandardSocketOptions.TCP_NODELAY, on);
            keeps(StandardSocketOptions.SO_KEEPALIVE, on);
            keeps(StandardSocketOptions.SO_REUSEADDR, on);
            keeps(StandardSocketOptions.SO_REUSEPORT, on);
        }
        keeps(StandardSocketOptions.SO_LINGER, 5);
        keeps(StandardSocketOptions.SO_LINGER, 0);
        keeps(StandardSocketOptions.SO_LINGER, -1);
        keeps(StandardSocketOptions.SO_SNDBUF, 32 * 1024);
        keeps(StandardSocketOptions.SO_RCVBUF, 32 * 1024);
        keeps(StandardSocketOptions.IP_TOS, 16);
    }

    @Test
    void whatItDoesNotHaveOrCannotBeThrows() {
        assertThatThrownBy(() -> stream.option(StandardSocketOptions.IP_MULTICAST_LOOP))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("IP_MULTICAST_LOOP");
        assertThatThrownBy(() -> stream.option(StandardSocketOptions.SO_SNDBUF, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
