package yamanote.net;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.SocketException;
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
    private static final class Source extends Registration {
        private int reads;
        private int writes;

        private static int outcome(int calls) throws IOException {
            if (calls == 1) {
                throw new SocketException("No buffer space available");
            }
            check(calls < 10, "it is tried again and again");
            return 0;
        }

        /** A proxy, for only three of the operations are of interest. */
        StreamSource stream() {
            return (StreamSource)
                    Proxy.newProxyInstance(
                            StreamSource.class.getClassLoader(),
                            new Class<?>[] {StreamSource.class},
                            (_, operation, _) ->
                                    switch (operation.getName()) {
                                        case "registration" -> this;
                                        case "read" -> outcome(++reads);
                                        case "write" -> outcome(++writes);
                                        default -> null;
                                    });
        }

        @Override
        protected void arm(int interest) {}

        @Override
        protected void release() {}
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
        reading.readFailsThenWaits(new TcpStream(reading.source.stream()));
        reading.source.ready(Readiness.READABLE);
        check(reading.wakes.get() == 1, "the waiting read is not woken");

        var writing = new TransientFailureMain();
        writing.writeFailsThenWaits(new TcpStream(writing.source.stream()));
        writing.source.ready(Readiness.WRITABLE);
        check(writing.wakes.get() == 1, "the waiting write is not woken");

        var both = new TransientFailureMain();
        both.source.writes = 1;
        TcpStream stream = new TcpStream(both.source.stream());
        check(stream.write(ByteBuffer.allocate(1)).poll(both.cx).isPending(), "it does not wait");
        both.readFailsThenWaits(stream);
        check(both.wakes.get() == 1, "a failed read does not wake who waits to write");
        System.out.println("all is well");
    }
}
