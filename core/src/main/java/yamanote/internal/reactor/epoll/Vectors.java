package yamanote.internal.reactor.epoll;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import org.jspecify.annotations.Nullable;

/**
 * Several buffers in one call: a header and a body, as a rule, whose bytes are put together in the
 * thread's memory. That costs less than the structures that {@code readv} and {@code writev} want.
 */
final class Vectors {
    private Vectors() {}

    /** The first buffer with bytes in it, if it fills a call by itself. */
    static @Nullable ByteBuffer bigFirst(ByteBuffer[] sources) {
        for (ByteBuffer source : sources) {
            if (source.hasRemaining()) {
                return source.remaining() >= Scratch.BYTES ? source : null;
            }
        }
        return null;
    }

    /** Bytes sent, their buffers advanced, or what {@link Libc#send} says. */
    static int send(Scratch scratch, int fd, ByteBuffer[] sources) {
        ByteBuffer bytes = scratch.bytes();
        for (ByteBuffer source : sources) {
            int count = Math.min(source.remaining(), bytes.remaining());
            bytes.put(bytes.position(), source, source.position(), count);
            bytes.position(bytes.position() + count);
        }
        int n =
                Libc.send(
                        scratch.state,
                        fd,
                        scratch.segment(),
                        bytes.position(),
                        EpollStream.NOSIGNAL);
        int left = n;
        for (int i = 0; left > 0; i++) {
            int count = Math.min(left, sources[i].remaining());
            sources[i].position(sources[i].position() + count);
            left -= count;
        }
        return n;
    }

    /** Bytes received, or what {@link Libc#recv} says. */
    static int receive(Scratch scratch, int fd, ByteBuffer[] targets) {
        int room = 0;
        for (ByteBuffer target : targets) {
            if (target.isReadOnly()) {
                throw new ReadOnlyBufferException();
            }
            room = Math.min(Scratch.BYTES - room, target.remaining()) + room;
        }
        ByteBuffer bytes = scratch.bytes();
        int n = Libc.recv(scratch.state, fd, scratch.segment(), room, 0);
        int done = 0;
        for (int i = 0; done < n; i++) {
            ByteBuffer target = targets[i];
            int count = Math.min(n - done, target.remaining());
            target.put(target.position(), bytes, done, count);
            target.position(target.position() + count);
            done += count;
        }
        return n;
    }
}
