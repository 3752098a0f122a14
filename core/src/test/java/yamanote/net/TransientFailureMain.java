package yamanote.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Waker;
import yamanote.internal.reactor.Readiness;
import yamanote.internal.reactor.Registration;
import yamanote.internal.reactor.StreamSource;

/**
 * A socket that has no memory for a moment, in a process of its own: one more kind of socket would
 * make the code worse that is compiled for the others, which further tests measure.
 */
final class TransientFailureMain {
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

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    private void readFailsThenWaits(TcpStream stream) throws Exception {
        source.ready(Readiness.READABLE);
        try {
            stream.read(ByteBuffer.allocate(1)).poll(cx);
            check(false, "the first read did not fail");
        } catch (SocketException expected) {
            Future<Integer> next = stream.read(ByteBuffer.allocate(1));
            check(next.poll(cx).isPending(), "the next read does not wait");
        }
    }

    private void writeFailsThenWaits(TcpStream stream) throws Exception {
        source.ready(Readiness.WRITABLE);
        try {
            stream.write(ByteBuffer.allocate(1)).poll(cx);
            check(false, "the first write did not fail");
        } catch (SocketException expected) {
            Future<Integer> next = stream.write(ByteBuffer.allocate(1));
            check(next.poll(cx).isPending(), "the next write does not wait");
        }
    }

    public static void main(String[] args) throws Exception {
        var reading = new TransientFailureMain();
        reading.readFailsThenWaits(new TcpStream(reading.source));
        reading.source.ready(Readiness.READABLE);
        check(reading.wakes.get() == 1, "the waiting read is not woken");

        var writing = new TransientFailureMain();
        writing.writeFailsThenWaits(new TcpStream(writing.source));
        writing.source.ready(Readiness.WRITABLE);
        check(writing.wakes.get() == 1, "the waiting write is not woken");

        var both = new TransientFailureMain();
        both.source.writes = 1;
        TcpStream stream = new TcpStream(both.source);
        check(stream.write(ByteBuffer.allocate(1)).poll(both.cx).isPending(), "it does not wait");
        both.readFailsThenWaits(stream);
        check(both.wakes.get() == 1, "a failed read does not wake who waits to write");
        System.out.println("all is well");
    }
}
