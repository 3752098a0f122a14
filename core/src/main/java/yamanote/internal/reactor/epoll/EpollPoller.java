package yamanote.internal.reactor.epoll;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import yamanote.internal.reactor.DatagramSource;
import yamanote.internal.reactor.ListenerSource;
import yamanote.internal.reactor.PipeSource;
import yamanote.internal.reactor.Poller;
import yamanote.internal.reactor.SocketSource;
import yamanote.internal.reactor.StreamSource;
import yamanote.internal.reactor.UdpSource;
import yamanote.internal.reactor.UnixName;
import yamanote.internal.reactor.UnixNames;
import yamanote.internal.util.Counter;

/**
 * The poller over epoll. Sockets may be registered and closed by any thread at any time: the system
 * tells a wait in progress. What ends a wait otherwise is an eventfd, edge-triggered as well, so
 * that nobody has to read it.
 */
public final class EpollPoller implements Poller {
    private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    /** What one turn dispatches at most, as in Tokio; the rest is for the next. */
    private static final int EVENTS = 1024;

    /** The token of the eventfd; no socket's, whose lower half is not negative. */
    private static final long INTERRUPT = -1;

    private final SocketTable sockets = new SocketTable();
    private final AtomicInteger generations = new AtomicInteger();
    private final Descriptor epoll;
    private final Descriptor interrupts;

    /** Owner of the driver. */
    private final Epoll.Events events = new Epoll.Events(EVENTS);

    /** Owner of the driver, who may be any thread, and waits here for long. */
    private final MemorySegment state = Arena.ofAuto().allocate(Libc.STATE);

    /** Written by the owner of the driver. */
    private final Counter found = new Counter();

    private final WaitInterrupter interrupter = new WaitInterrupter(this::interrupt);

    /** Set before the sockets are closed: one that is registered later closes itself. */
    private volatile boolean closed;

    /** Opens an epoll and an eventfd. */
    public EpollPoller() throws IOException {
        epoll = new Descriptor(orThrow("epoll_create1", Libc.epollCreate(state, Epoll.CLOEXEC)));
        Descriptor opened = null;
        try {
            int flags = Epoll.CLOEXEC | Epoll.EVENTFD_NONBLOCK;
            opened = new Descriptor(orThrow("eventfd", Libc.eventfd(state, 0, flags)));
            add(opened.number(), Epoll.IN | Epoll.ET, INTERRUPT);
        } catch (IOException e) {
            if (opened != null) {
                opened.close();
            }
            epoll.close();
            throw e;
        }
        interrupts = opened;
    }

    private static int orThrow(String call, int result) throws IOException {
        if (result < 0) {
            throw Errno.systemFailure(call, result);
        }
        return result;
    }

    /** Any thread. */
    private void add(int fd, int flags, long token) throws IOException {
        Scratch scratch = Scratch.take();
        try {
            int poller = epoll.enter();
            try {
                Epoll.Events.write(scratch.structure, flags, token);
                int result =
                        Libc.epollCtl(scratch.state, poller, Epoll.CTL_ADD, fd, scratch.structure);
                orThrow("epoll_ctl", result);
            } finally {
                epoll.leave();
            }
        } finally {
            scratch.give();
        }
    }

    @Override
    public int poll(long timeoutNanos) throws IOException {
        if (closed) {
            throw new ClosedSelectorException();
        }
        int millis = toMillis(timeoutNanos);
        int count = millis == 0 ? look(0) : await(millis);
        if (count < 0) {
            if (-count == Errno.EINTR) {
                return 0;
            }
            throw Errno.systemFailure("epoll_wait", count);
        }
        return dispatch(count);
    }

    private int await(int millis) {
        interrupter.beginWait();
        try {
            return look(millis);
        } finally {
            interrupter.endWait();
        }
    }

    private int look(int millis) {
        return Libc.epollWait(state, epoll.number(), events.memory, EVENTS, millis);
    }

    /** Rounds up: waiting a moment too long beats spinning for the rest of a millisecond. */
    private static int toMillis(long nanos) {
        if (nanos <= 0) {
            return nanos == 0 ? 0 : -1;
        }
        return (int) Math.min(Integer.MAX_VALUE, (nanos - 1) / NANOS_PER_MILLI + 1);
    }

    private int dispatch(int count) {
        int dispatched = 0;
        int open = 0;
        for (int i = 0; i < count; i++) {
            long token = events.data(i);
            if (token == INTERRUPT) {
                continue;
            }
            dispatched++;
            NativeSocket socket = sockets.find(token);
            if (socket != null) {
                open++;
                socket.fired(events.flags(i));
            }
        }
        if (open > 0) {
            found.add(open);
        }
        return dispatched;
    }

    @Override
    public void interrupt() {
        Scratch scratch = Scratch.take();
        try {
            int fd = interrupts.enter();
            try {
                int result = Libc.eventfdWrite(scratch.state, fd, 1);
                if (result < 0) {
                    throw new UncheckedIOException(Errno.systemFailure("eventfd_write", result));
                }
            } finally {
                interrupts.leave();
            }
        } catch (ClosedChannelException e) {
            // Closed since the caller saw a wait: nobody waits any more.
            return;
        } finally {
            scratch.give();
        }
    }

    @Override
    public StreamSource openStream(ProtocolFamily family) throws IOException {
        checkOpen();
        int number = SockAddr.family(family);
        return new EpollStream(this, orThrow(socket(number)), number, null);
    }

    @Override
    public SocketSource openSocket(ProtocolFamily family) throws IOException {
        checkOpen();
        int number = SockAddr.family(family);
        return EpollSocket.of(this, orThrow(socket(number)), number);
    }

    @Override
    public List<StreamSource> openStreamPair() throws IOException {
        checkOpen();
        return SocketPair.open(this);
    }

    @Override
    public PipeSource openPipe(Path path, PipeSource.Access access, boolean checked)
            throws IOException {
        checkOpen();
        return PipeOpening.open(this, path, access, checked);
    }

    @Override
    public List<PipeSource> openPipe() throws IOException {
        checkOpen();
        return PipeOpening.openPair(this);
    }

    @Override
    public ListenerSource openListener(SocketAddress address, int backlog) throws IOException {
        checkOpen();
        if (address instanceof UnixName) {
            return listen(orThrow(socket(UnixAddr.UNIX)), UnixAddr.UNIX, address, backlog);
        }
        InetSocketAddress local = SockAddr.resolved(address);
        boolean any = local.getAddress().isAnyLocalAddress();
        int family =
                any || local.getAddress() instanceof Inet6Address ? SockAddr.INET6 : SockAddr.INET;
        int number = socket(family);
        if (any && -number == Errno.EAFNOSUPPORT) {
            family = SockAddr.INET;
            number = socket(family);
        }
        return listen(orThrow(number), family, local, backlog);
    }

    private ListenerSource listen(int number, int family, SocketAddress local, int backlog)
            throws IOException {
        EpollListener listener = new EpollListener(this, number, family);
        try {
            listener.bind(local, backlog);
            register(listener);
            return listener;
        } catch (IOException | RuntimeException e) {
            listener.close();
            throw e;
        }
    }

    private static int socket(int family) {
        Scratch scratch = Scratch.take();
        try {
            int type = NativeSocket.STREAM | NativeSocket.FLAGS;
            return Libc.socket(scratch.state, family, type, 0);
        } finally {
            scratch.give();
        }
    }

    private static int orThrow(int socket) throws SocketException {
        if (socket < 0) {
            throw Errno.failure(socket);
        }
        return socket;
    }

    @Override
    public UdpSource openUdp(ProtocolFamily family) throws IOException {
        checkOpen();
        return EpollUdp.open(this, family);
    }

    @Override
    public <A extends SocketAddress> DatagramSource<A> openUnixDatagram(UnixNames<A> names)
            throws IOException {
        checkOpen();
        return EpollUnixDatagram.open(this, names);
    }

    @Override
    public <A extends SocketAddress> List<DatagramSource<A>> openUnixDatagrams(UnixNames<A> names)
            throws IOException {
        checkOpen();
        return EpollUnixDatagram.openPair(this, names);
    }

    int nextGeneration() {
        return generations.incrementAndGet();
    }

    /** Makes {@code socket}, of which nobody else knows yet, known to epoll, or closes it. */
    void register(NativeSocket socket) throws IOException {
        try {
            int fd = socket.descriptor.enter();
            try {
                sockets.put(socket);
                add(fd, Epoll.INTEREST, socket.token());
            } finally {
                socket.descriptor.leave();
            }
            // Pairs with close(): it finds the socket, or this finds that it has begun.
            checkOpen();
        } catch (IOException | RuntimeException e) {
            socket.close();
            checkOpen();
            throw e;
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("this runtime has shut down: open sockets before");
        }
    }

    /** A socket is about to be closed: epoll forgets it by itself. */
    void forget(NativeSocket socket) {
        sockets.remove(socket);
    }

    @Override
    public String name() {
        return "epoll";
    }

    @Override
    public int registered() {
        return sockets.size();
    }

    @Override
    public long dispatched() {
        return found.get();
    }

    @Override
    public void close() {
        closed = true;
        sockets.forEach(socket -> socket.closeBy(SHUTDOWN));
        interrupts.close();
        epoll.close();
    }
}
