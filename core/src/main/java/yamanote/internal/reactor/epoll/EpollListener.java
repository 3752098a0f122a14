package yamanote.internal.reactor.epoll;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.ListenerSource;
import yamanote.internal.reactor.Registration;
import yamanote.internal.reactor.StreamSource;

/** A listening socket; its own registration. */
final class EpollListener extends NativeSocket implements ListenerSource {
    private final int family;

    /** Owns {@code number}; not registered yet. */
    EpollListener(EpollPoller poller, int number, int family) {
        super(poller, number);
        this.family = family;
    }

    @Override
    public Registration registration() {
        return this;
    }

    /** Takes connections from now on. */
    void listen(int backlog) throws IOException {
        Scratch scratch = Scratch.take();
        try {
            int fd = descriptor.enter();
            try {
                int result = Libc.listen(scratch.state, fd, backlog);
                if (result < 0) {
                    throw Errno.bindFailure(result);
                }
            } finally {
                descriptor.leave();
            }
        } finally {
            scratch.give();
        }
    }

    /** Takes {@code local}, and connections from now on. */
    void bind(SocketAddress local, int backlog) throws IOException {
        Scratch scratch = Scratch.take();
        try {
            int fd = descriptor.enter();
            try {
                if (family != UnixAddr.UNIX) {
                    SocketOptions.reuseAddress(scratch, fd);
                }
                if (family == SockAddr.INET6) {
                    SocketOptions.dualStack(scratch, fd);
                }
                int size = SockAddr.write(scratch.structure, local, family);
                int result = Libc.bind(scratch.state, fd, scratch.structure, size);
                if (result == 0) {
                    result = Libc.listen(scratch.state, fd, backlog);
                }
                if (result < 0) {
                    throw Errno.bindFailure(result);
                }
            } finally {
                descriptor.leave();
            }
        } finally {
            scratch.give();
        }
    }

    @Override
    public @Nullable StreamSource accept() throws IOException {
        EpollStream stream = next();
        if (stream != null) {
            stream.set(WRITABLE);
            poller.register(stream);
        }
        return stream;
    }

    @Override
    public boolean refuse() throws IOException {
        EpollStream stream = next();
        if (stream == null) {
            return false;
        }
        stream.close();
        return true;
    }

    /** The next connection, not registered; null if there is none. */
    private @Nullable EpollStream next() throws IOException {
        Scratch scratch = Scratch.take();
        try {
            int fd = descriptor.enter();
            int accepted;
            try {
                accepted =
                        Libc.accept4(
                                scratch.state, fd, scratch.structure, scratch.addressSize(), FLAGS);
            } finally {
                descriptor.leave();
            }
            if (accepted >= 0) {
                SocketAddress peer =
                        SockAddr.read(scratch.structure, scratch.size.get(JAVA_INT, 0));
                return new EpollStream(poller, accepted, family, peer);
            }
            if (-accepted == Errno.EAGAIN) {
                return null;
            }
            throw Errno.failure(accepted);
        } finally {
            scratch.give();
        }
    }
}
