package yamanote.internal.reactor.epoll;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.internal.reactor.Readiness.READABLE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import yamanote.internal.reactor.StreamSource;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.reactor.TestLoop;

/** Where Unix sockets are not like TCP. */
@EnabledOnOs(
        value = OS.LINUX,
        architectures = {"amd64", "x86_64", "aarch64"})
@Timeout(60)
class UnixStreamDrainTest {
    private static final int URGENT = 1;

    private final ByteBuffer buffer = ByteBuffer.allocate(16);
    private TestLoop loop;
    private EpollStream near;
    private EpollStream far;

    @BeforeEach
    void open() throws IOException {
        loop = new TestLoop(TestDriver.EPOLL);
        List<StreamSource> pair = loop.reactor.openStreamPair();
        near = (EpollStream) pair.getFirst();
        far = (EpollStream) pair.getLast();
    }

    @AfterEach
    void close() throws IOException {
        loop.close();
    }

    private static int sendUrgent(EpollStream stream) throws IOException {
        Scratch scratch = Scratch.take();
        try {
            int fd = stream.descriptor.enter();
            try {
                scratch.bytes();
                return Libc.send(scratch.state, fd, scratch.segment(), 1, URGENT);
            } finally {
                stream.descriptor.leave();
            }
        } finally {
            scratch.give();
        }
    }

    /** No event follows for what is behind it. */
    @Test
    void aReadThatEndsEarlyDoesNotHideWhatIsBehind() throws IOException {
        near.write(ByteBuffer.wrap(new byte[] {1, 2}));
        Assumptions.assumeTrue(sendUrgent(near) == 1, "no urgent bytes on Unix sockets");
        near.write(ByteBuffer.wrap(new byte[] {3}));
        loop.turnUntil(() -> (far.word() & READABLE) != 0);
        int seen = far.word();
        assertThat(far.read(buffer)).isEqualTo(2);
        far.drained(seen, READABLE);
        assertThat(far.word() & READABLE).isNotZero();
        assertThat(far.read(buffer)).isPositive();
    }
}
