package yamanote.internal.reactor.nio;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import yamanote.internal.reactor.ListenerSource;
import yamanote.internal.reactor.Poller;
import yamanote.internal.reactor.Readiness;
import yamanote.internal.reactor.SocketSource;
import yamanote.internal.reactor.StreamSource;
import yamanote.internal.reactor.UdpSource;
import yamanote.internal.reactor.UnixName;
import yamanote.internal.reactor.WakeState;
import yamanote.internal.util.Counter;

/**
 * The poller over {@link Selector}, on every system and without flags.
 *
 * <p>A selector keeps changes of interest in a queue of its own that it looks at when it begins to
 * select: they may be made by any thread, but a select in progress does not see them. So each
 * change is followed by {@link #changed}, which ends the wait if there is one (and costs one
 * volatile read if not). The same holds for closed channels, whose descriptor the selector frees
 * when it next selects.
 */
public final class NioPoller implements Poller {
    private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    /**
     * A busy scheduler glances at I/O every 61 tasks. If one look woke a thousand, the next glances
     * would find those that have not run yet still unread, and report them again and again. So one
     * glance is left out for so many events of the last look: what is new meanwhile would queue up
     * behind those tasks anyway.
     */
    private static final int EVENTS_PER_PASS = 64;

    private final Selector selector = Selector.open();
    private final WakeState wake;

    /** One object for all turns, since a lambda that captures would be made for each. */
    private final Consumer<SelectionKey> dispatch = this::dispatch;

    /** Written by the owner of the driver. */
    private final Counter dispatched = new Counter();

    /** Owner of the driver: whether the turn in progress may wait. */
    private boolean waits;

    /** Owner of the driver: glances that are left out because of {@link #EVENTS_PER_PASS}. */
    private int passes;

    /** Set before the channels are closed: one that is registered later closes itself. */
    private volatile boolean closed;

    /** Opens the selector. */
    public NioPoller(WakeState wake) throws IOException {
        this.wake = wake;
    }

    @Override
    public int poll(long timeoutNanos) throws IOException {
        waits = timeoutNanos != 0;
        int events = waits ? select(timeoutNanos) : selector.selectNow(dispatch);
        passes = events / EVENTS_PER_PASS;
        return events;
    }

    @Override
    public int glance() throws IOException {
        if (passes > 0) {
            passes--;
            return 0;
        }
        return poll(0);
    }

    private int select(long timeoutNanos) throws IOException {
        return selector.select(dispatch, timeoutNanos < 0 ? 0 : toMillis(timeoutNanos));
    }

    /** Rounds up: waiting a moment too long beats spinning for the rest of a millisecond. */
    private static long toMillis(long nanos) {
        return (nanos - 1) / NANOS_PER_MILLI + 1;
    }

    void dispatch(SelectionKey key) {
        int ops;
        try {
            ops = key.readyOps();
        } catch (CancelledKeyException e) {
            // Closed meanwhile: close() wakes whoever waits.
            return;
        }
        dispatched.increment();
        ((NioRegistration) key.attachment()).fired(ops, waits);
    }

    @Override
    public void interrupt() {
        selector.wakeup();
    }

    /** Interest was added or a channel closed: a wait in progress must look again. */
    void changed() {
        if (wake.ringIfWaiting()) {
            selector.wakeup();
        }
    }

    @Override
    public StreamSource openStream(ProtocolFamily family) throws IOException {
        SocketChannel channel = SocketChannel.open(family);
        return new NioStream(channel, register(channel, 0));
    }

    @Override
    public SocketSource openSocket(ProtocolFamily family) throws IOException {
        return new NioSocket(this, family, SocketChannel.open(family));
    }

    @Override
    public ListenerSource openListener(SocketAddress address, int backlog) throws IOException {
        boolean unix = address instanceof UnixName;
        ServerSocketChannel channel =
                unix
                        ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                        : ServerSocketChannel.open();
        try {
            if (!unix) {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            }
            channel.bind(UnixAddresses.toChannel(address), backlog);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        return new NioListener(this, channel, register(channel, SelectionKey.OP_ACCEPT));
    }

    @Override
    public UdpSource openUdp(ProtocolFamily family) throws IOException {
        DatagramChannel channel = DatagramChannel.open(family);
        NioRegistration registration = register(channel, SelectionKey.OP_READ);
        registration.set(Readiness.WRITABLE);
        return new NioUdp(channel, registration);
    }

    /** Makes {@code channel} non-blocking and known to the selector, or closes it. */
    NioRegistration register(SelectableChannel channel, int ops) throws IOException {
        try {
            channel.configureBlocking(false);
            var registration = new NioRegistration(this, channel);
            // Without interest at first: the poller must not report what has no key yet.
            SelectionKey key = channel.register(selector, 0, registration);
            registration.key(key);
            // Pairs with close(): it finds the key, or this finds that it has begun.
            if (closed) {
                throw new ClosedSelectorException();
            }
            if (ops != 0) {
                key.interestOps(ops);
                changed();
            }
            return registration;
        } catch (ClosedSelectorException e) {
            channel.close();
            throw new IllegalStateException("this runtime has shut down: open sockets before", e);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return "NIO";
    }

    @Override
    public int registered() {
        try {
            return selector.keys().size();
        } catch (ClosedSelectorException e) {
            return 0;
        }
    }

    @Override
    public long dispatched() {
        return dispatched.get();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        if (selector.isOpen()) {
            for (SelectionKey key : selector.keys()) {
                ((NioRegistration) key.attachment()).closeBy(SHUTDOWN);
            }
            selector.close();
        }
    }
}
