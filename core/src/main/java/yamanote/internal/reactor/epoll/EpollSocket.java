package yamanote.internal.reactor.epoll;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.ClosedChannelException;
import yamanote.internal.reactor.ListenerSource;
import yamanote.internal.reactor.SocketSource;
import yamanote.internal.reactor.StreamSource;

/**
 * A TCP socket that is not known to epoll yet. It is locked during each call: nobody closes the
 * descriptor meanwhile.
 */
final class EpollSocket implements SocketSource {
    private static final int GONE = -1;

    private final EpollPoller poller;
    private final int family;
    private int number;

    private EpollSocket(EpollPoller poller, int number, int family) {
        this.poller = poller;
        this.number = number;
        this.family = family;
    }

    /** Owns {@code number}, also if it throws. */
    static EpollSocket of(EpollPoller poller, int number, int family) throws IOException {
        var socket = new EpollSocket(poller, number, family);
        if (family == SockAddr.INET6) {
            try {
                socket.call((scratch, fd) -> SocketOptions.dualStack(scratch, fd));
            } catch (IOException | RuntimeException e) {
                socket.close();
                throw e;
            }
        }
        return socket;
    }

    /** What is done with the descriptor. */
    @FunctionalInterface
    private interface Call {
        void on(Scratch scratch, int fd) throws IOException;
    }

    private synchronized void call(Call call) throws IOException {
        Scratch scratch = Scratch.take();
        try {
            call.on(scratch, number());
        } finally {
            scratch.give();
        }
    }

    private int number() throws ClosedChannelException {
        if (number == GONE) {
            throw new ClosedChannelException();
        }
        return number;
    }

    @Override
    public void bind(SocketAddress local) throws IOException {
        InetSocketAddress address = SockAddr.resolved(local);
        call((scratch, fd) -> {
            int size = SockAddr.write(scratch.structure, address, family);
            int result = Libc.bind(scratch.state, fd, scratch.structure, size);
            if (result < 0) {
                throw Errno.bindFailure(result);
            }
        });
    }

    @Override
    public synchronized InetSocketAddress localAddress() throws IOException {
        Scratch scratch = Scratch.take();
        try {
            int result =
                    Libc.getsockname(
                            scratch.state, number(), scratch.structure, scratch.addressSize());
            if (result < 0) {
                throw Errno.failure(result);
            }
            return SockAddr.read(scratch.structure);
        } finally {
            scratch.give();
        }
    }

    @Override
    public synchronized <T> T option(SocketOption<T> option) throws IOException {
        Scratch scratch = Scratch.take();
        try {
            return SocketOptions.get(scratch, number(), option);
        } finally {
            scratch.give();
        }
    }

    @Override
    public <T> void option(SocketOption<T> option, T value) throws IOException {
        call((scratch, fd) -> SocketOptions.set(scratch, fd, option, value));
    }

    @Override
    public StreamSource stream() throws IOException {
        return new EpollStream(poller, take(), family, null);
    }

    @Override
    public ListenerSource listen(int backlog) throws IOException {
        var listener = new EpollListener(poller, take(), family);
        try {
            listener.listen(backlog);
        } catch (IOException | RuntimeException e) {
            listener.close();
            throw e;
        }
        poller.register(listener);
        return listener;
    }

    private synchronized int take() throws ClosedChannelException {
        int taken = number();
        number = GONE;
        return taken;
    }

    @Override
    public synchronized void close() {
        if (number != GONE) {
            Libc.close(number);
            number = GONE;
        }
    }
}
