package yamanote.internal.reactor.epoll;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.ClosedChannelException;
import yamanote.internal.reactor.Registration;

/**
 * What every kind of socket has: a descriptor, a registration that lasts as long, options and a
 * local address. A kind of socket adds the calls that are its own.
 */
abstract class NativeSocket extends Registration {
    /** {@code SOCK_NONBLOCK | SOCK_CLOEXEC}. */
    static final int FLAGS = 0x800 | 0x80000;

    static final int STREAM = 1;

    final EpollPoller poller;
    final Descriptor descriptor;
    private final long token;

    /** Owns {@code number}. */
    NativeSocket(EpollPoller poller, int number) {
        this.poller = poller;
        this.descriptor = new Descriptor(number);
        this.token = (long) poller.nextGeneration() << 32 | number;
    }

    /** What its events carry. */
    final long token() {
        return token;
    }

    final int number() {
        return descriptor.number();
    }

    /** An event. */
    void fired(int flags) {
        ready(Epoll.readiness(flags));
    }

    /** Every event is reported anyway. */
    @Override
    protected final void arm(int interest) {}

    @Override
    protected final void release() {
        poller.forget(this);
        descriptor.close();
    }

    /** The value of a socket option. */
    public final <T> T option(SocketOption<T> option) throws IOException {
        Scratch scratch = Scratch.take();
        try {
            int fd = descriptor.enter();
            try {
                return SocketOptions.get(scratch, fd, option);
            } finally {
                descriptor.leave();
            }
        } finally {
            scratch.give();
        }
    }

    /** Sets a socket option. */
    public final <T> void option(SocketOption<T> option, T value) throws IOException {
        Scratch scratch = Scratch.take();
        try {
            int fd = descriptor.enter();
            try {
                SocketOptions.set(scratch, fd, option, value);
            } finally {
                descriptor.leave();
            }
        } finally {
            scratch.give();
        }
    }

    /** The address of this side. */
    public final SocketAddress localAddress() throws IOException {
        Scratch scratch = Scratch.take();
        try {
            int fd = descriptor.enter();
            try {
                int result =
                        Libc.getsockname(
                                scratch.state, fd, scratch.structure, scratch.addressSize());
                if (result < 0) {
                    throw Errno.failure(result);
                }
                return SockAddr.read(scratch.structure, scratch.size.get(JAVA_INT, 0));
            } finally {
                descriptor.leave();
            }
        } finally {
            scratch.give();
        }
    }

    /** Throws if it is closed. */
    final void checkOpen() throws ClosedChannelException {
        if (descriptor.isClosed()) {
            throw new ClosedChannelException();
        }
    }
}
