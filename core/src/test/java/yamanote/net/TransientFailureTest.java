package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Waker;
import yamanote.internal.reactor.Readiness;
import yamanote.internal.reactor.Registration;
import yamanote.internal.reactor.StreamSource;

/** A system that has no memory for a moment: the connection itself is as good as before. */
class TransientFailureTest {
    private final AtomicInteger wakes = new AtomicInteger();
    private final Context cx = Context.of(Waker.of(wakes::incrementAndGet));
    private final Source source = new Source();

    /** Fails once in each direction, then would block. */
    private static final class Source extends Registration implements StreamSource {
        private int reads;
        private int writes;

        private static int outcome(int calls) throws IOException {
            if (calls == 1) {
                throw new SocketException("No buffer space available");
            }
            if (calls > 10) {
                throw new AssertionError("tried again and again");
            }
            return 0;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return outcome(++reads);
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            return outcome(++writes);
        }

        @Override
        public Registration registration() {
            return this;
        }

        @Override
        protected void arm(int interest) {}

        @Override
        public void close() {}

        @Override
        public boolean connect(SocketAddress address) {
            return true;
        }

        @Override
        public boolean finishConnect() {
            return true;
        }

        @Override
        public void shutdownOutput() {}

        @Override
        public SocketAddress localAddress() {
            return new InetSocketAddress(0);
        }

        @Override
        public SocketAddress peerAddress() {
            return new InetSocketAddress(0);
        }

        @Override
        public <T> T option(SocketOption<T> option) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> void option(SocketOption<T> option, T value) {}
    }

    @Test
    void afterAReadThatFailedTheNextOneWaits() throws Exception {
        TcpStream stream = new TcpStream(source);
        source.ready(Readiness.READABLE);
        assertThatThrownBy(() -> stream.read(ByteBuffer.allocate(1)).poll(cx))
                .hasMessageContaining("buffer space");
        Future<Integer> next = stream.read(ByteBuffer.allocate(1));
        assertThat(next.poll(cx).isPending()).isTrue();
        source.ready(Readiness.READABLE);
        assertThat(wakes).hasValue(1);
    }

    @Test
    void afterAWriteThatFailedTheNextOneWaits() throws Exception {
        TcpStream stream = new TcpStream(source);
        source.ready(Readiness.WRITABLE);
        assertThatThrownBy(() -> stream.write(ByteBuffer.allocate(1)).poll(cx))
                .hasMessageContaining("buffer space");
        Future<Integer> next = stream.write(ByteBuffer.allocate(1));
        assertThat(next.poll(cx).isPending()).isTrue();
        source.ready(Readiness.WRITABLE);
        assertThat(wakes).hasValue(1);
    }

    /** It may be that the connection is gone: whoever waits for the other direction looks. */
    @Test
    void aReadThatFailedWakesWhoWaitsToWrite() throws Exception {
        TcpStream stream = new TcpStream(source);
        source.writes = 1;
        assertThat(stream.write(ByteBuffer.allocate(1)).poll(cx).isPending()).isTrue();
        source.ready(Readiness.READABLE);
        assertThatThrownBy(() -> stream.tryRead(ByteBuffer.allocate(1)))
                .isInstanceOf(IOException.class);
        assertThat(wakes).hasValue(1);
    }
}
