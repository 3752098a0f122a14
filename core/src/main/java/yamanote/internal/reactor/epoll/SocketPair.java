package yamanote.internal.reactor.epoll;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import yamanote.internal.reactor.Readiness;
import yamanote.internal.reactor.StreamSource;
import yamanote.internal.reactor.UnixName;

/** Two Unix sockets connected to each other; its function is bound when the first are made. */
final class SocketPair {
    private static final MethodHandle SOCKETPAIR =
            Libc.handle(
                    "socketpair",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));

    private SocketPair() {}

    static List<StreamSource> open(EpollPoller poller) throws IOException {
        EpollStream first;
        EpollStream second;
        Scratch scratch = Scratch.take();
        try {
            int type = NativeSocket.STREAM | NativeSocket.FLAGS;
            int result = socketpair(scratch.state, UnixAddr.UNIX, type, 0, scratch.structure);
            if (result < 0) {
                throw Errno.failure(result);
            }
            first = stream(poller, scratch.structure.get(JAVA_INT, 0));
            second = stream(poller, scratch.structure.get(JAVA_INT, Integer.BYTES));
        } finally {
            scratch.give();
        }
        try {
            poller.register(first);
            poller.register(second);
            return List.of(first, second);
        } catch (IOException | RuntimeException e) {
            first.close();
            second.close();
            throw e;
        }
    }

    private static EpollStream stream(EpollPoller poller, int number) {
        var stream = new EpollStream(poller, number, UnixAddr.UNIX, UnixName.NONE);
        stream.set(Readiness.WRITABLE);
        return stream;
    }

    static int socketpair(
            MemorySegment state, int family, int type, int protocol, MemorySegment numbers) {
        try {
            int result = (int) SOCKETPAIR.invokeExact(state, family, type, protocol, numbers);
            return Libc.result(result, state);
        } catch (Throwable thrown) {
            throw Libc.unexpected(thrown);
        }
    }
}
