package yamanote.internal.reactor.epoll;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import yamanote.internal.reactor.PipeSource;
import yamanote.internal.reactor.Registration;

/** One end of a pipe; its own registration. */
final class EpollPipe extends NativeSocket implements PipeSource {
    /** Owns {@code number}; not registered yet. */
    EpollPipe(EpollPoller poller, int number) {
        super(poller, number);
    }

    @Override
    public Registration registration() {
        return this;
    }

    /** That the other end was closed is not final: somebody else may open it. */
    @Override
    void fired(int flags) {
        boolean gone = (flags & (Epoll.HUP | Epoll.ERR)) != 0;
        int readable = gone || (flags & Epoll.IN) != 0 ? READABLE : 0;
        int writable = gone || (flags & Epoll.OUT) != 0 ? WRITABLE : 0;
        ready(readable | writable);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (target.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        if (!target.hasRemaining()) {
            return 0;
        }
        Scratch scratch = Scratch.take();
        try {
            ByteBuffer bytes = scratch.bytes();
            int room = Math.min(target.remaining(), Scratch.BYTES);
            int fd = descriptor.enter();
            int n;
            try {
                n = PipeCalls.read(scratch.state, fd, scratch.segment(), room);
            } finally {
                descriptor.leave();
            }
            if (n > 0) {
                target.put(target.position(), bytes, 0, n).position(target.position() + n);
            }
            return n == 0 ? -1 : outcome("read", n);
        } finally {
            scratch.give();
        }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (!source.hasRemaining()) {
            return 0;
        }
        Scratch scratch = Scratch.take();
        try {
            int count = Math.min(source.remaining(), Scratch.BYTES);
            scratch.bytes().put(0, source, source.position(), count);
            int fd = descriptor.enter();
            int n;
            try {
                n = PipeCalls.write(scratch.state, fd, scratch.segment(), count);
            } finally {
                descriptor.leave();
            }
            if (n > 0) {
                source.position(source.position() + n);
            }
            return outcome("write", n);
        } finally {
            scratch.give();
        }
    }

    private static int outcome(String call, int n) throws IOException {
        if (n >= 0) {
            return n;
        }
        if (-n == Errno.EAGAIN) {
            return 0;
        }
        throw Errno.systemFailure(call, n);
    }
}
