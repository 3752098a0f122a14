package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.internal.reactor.TestLoop.ANY_PORT;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.reactor.TestLoop;

@OnEachDriver
@Timeout(60)
class SplitTest {
    @Parameter TestDriver driver;

    private final ByteBuffer buffer = ByteBuffer.allocate(16);
    private TestLoop loop;
    private TcpStream near;
    private TcpStream far;

    @BeforeEach
    void open() throws Exception {
        loop = new TestLoop(driver);
        var listener = TcpListener.bind(ANY_PORT, loop.reactor);
        near = loop.run(new ConnectFuture(listener.localAddress(), loop.reactor));
        far = loop.run(listener.accept());
    }

    @AfterEach
    void close() throws IOException {
        loop.close();
    }

    private static ByteBuffer oneByte() {
        return ByteBuffer.wrap(new byte[1]);
    }

    /** B275. */
    @Test
    void closingTheWritingHalfEndsTheOutputAndReadingGoesOn() throws Exception {
        TcpHalves halves = near.split();
        halves.writer().close();
        assertThat(loop.run(far.read(buffer))).isEqualTo(-1);
        loop.run(far.writeAll(oneByte()));
        assertThat(loop.run(halves.reader().read(buffer))).isEqualTo(1);
        assertThatThrownBy(() -> halves.writer().tryWrite(oneByte()))
                .isInstanceOf(SocketClosedException.class);
    }

    @Test
    void theConnectionClosesWithItsSecondHalf() throws Exception {
        loop.reactor.turn(0);
        long before = TestLoop.openSockets();
        TcpHalves halves = near.split();
        halves.reader().close();
        halves.reader().close();
        loop.run(halves.writer().writeAll(oneByte()));
        assertThat(loop.run(far.read(buffer))).isEqualTo(1);
        halves.writer().close();
        loop.reactor.turn(0);
        assertThat(TestLoop.openSockets()).isEqualTo(before - 1);
        assertThat(loop.run(far.read(buffer))).isEqualTo(-1);
    }

    /** B275. */
    @Test
    void aForgottenWritingHalfLeavesTheOutputOpen() throws Exception {
        TcpHalves halves = near.split();
        halves.writer().forget();
        halves.writer().close();
        assertThat(loop.comesToRest()).isTrue();
        assertThat(far.read(buffer).poll(loop.cx).isPending()).isTrue();
        halves.reader().close();
        assertThat(loop.run(far.read(buffer))).isEqualTo(-1);
    }

    /** B275. */
    @Test
    void halvesOfOneStreamReuniteAndStrangersStayAsTheyWere() throws Exception {
        TcpHalves mine = near.split();
        TcpHalves other = far.split();
        assertThatThrownBy(() -> TcpStream.reunite(mine.reader(), other.writer()))
                .isInstanceOf(IllegalArgumentException.class);
        loop.run(other.writer().writeAll(oneByte()));
        assertThat(loop.run(mine.reader().read(buffer))).isEqualTo(1);

        assertThat(TcpStream.reunite(mine.reader(), mine.writer())).isSameAs(near);
        mine.writer().close();
        mine.reader().close();
        loop.run(near.writeAll(oneByte()));
        assertThat(loop.run(other.reader().read(buffer))).isEqualTo(1);
    }
}
