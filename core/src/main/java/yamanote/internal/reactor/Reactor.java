package yamanote.internal.reactor;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.List;
import yamanote.internal.util.Counter;

/**
 * The I/O driver of one runtime: waits for readiness, records it and wakes who waits for it. There
 * is no reactor thread: a worker with nothing to do takes the turn.
 */
public final class Reactor implements AutoCloseable {
    private final WakeState wake = new WakeState();
    private final Poller poller;

    /** Written by the owner of the driver. */
    private final Counter waits = new Counter();

    private final Counter events = new Counter();

    private Reactor(Poller.Factory factory) throws IOException {
        poller = factory.open(wake);
    }

    /** Opens a reactor over the poller that {@code factory} opens ({@code NioPoller::new}). */
    public static Reactor open(Poller.Factory factory) throws IOException {
        return new Reactor(factory);
    }

    /**
     * One turn: waits at most {@code timeoutNanos} (0: not at all, negative: for ever), dispatches
     * what is ready and frees the descriptors of closed sockets; returns the number of events. Only
     * the owner of the driver calls this. Allocates nothing.
     */
    public int turn(long timeoutNanos) throws IOException {
        if (timeoutNanos == 0 || !wake.beginWait()) {
            return counted(poller.poll(0));
        }
        waits.increment();
        try {
            return counted(poller.poll(timeoutNanos));
        } finally {
            wake.endWait();
        }
    }

    /**
     * A turn that does not wait, taken between tasks of a busy scheduler: may be left out if the
     * last one woke so many tasks that looking again is not worth it yet. Only the owner of the
     * driver calls this.
     */
    public int glance() throws IOException {
        return counted(poller.glance());
    }

    private int counted(int found) {
        if (found > 0) {
            events.add(found);
        }
        return found;
    }

    /**
     * Ends a turn that waits, or makes the next one not wait. Any thread; of many calls at most one
     * reaches the operating system for each wait.
     */
    public void wakeUp() {
        if (wake.ring()) {
            poller.interrupt();
        }
    }

    /** A new stream socket of {@code family}, not connected yet. */
    public StreamSource openStream(ProtocolFamily family) throws IOException {
        return poller.openStream(family);
    }

    /** A new stream socket of {@code family}, to be given options and an address first. */
    public SocketSource openSocket(ProtocolFamily family) throws IOException {
        return poller.openSocket(family);
    }

    /** Two stream sockets of the Unix family that are connected to each other. */
    public List<StreamSource> openStreamPair() throws IOException {
        return poller.openStreamPair();
    }

    /** The named pipe {@code path}; {@code checked}: and no other kind of file. */
    public PipeSource openPipe(Path path, PipeSource.Access access, boolean checked)
            throws IOException {
        return poller.openPipe(path, access, checked);
    }

    /** The sending end and the receiving one of a pipe without a name. */
    public List<PipeSource> openPipe() throws IOException {
        return poller.openPipe();
    }

    /** A new listening socket, bound with address re-use if its family knows that. */
    public ListenerSource openListener(SocketAddress address, int backlog) throws IOException {
        return poller.openListener(address, backlog);
    }

    /** What the reactor stands on. */
    public String driver() {
        return poller.name();
    }

    /** Sockets that are registered now; counted when asked for. */
    public int registered() {
        return poller.registered();
    }

    /** Turns that were allowed to wait for events. */
    public long waits() {
        return waits.get();
    }

    /** Events that the system reported, wake-ups not counted. */
    public long events() {
        return events.get();
    }

    /** Events that found their socket open: its readiness was published, who waited was woken. */
    public long dispatched() {
        return poller.dispatched();
    }

    /** Waits that were ended by another thread, each a system call. */
    public long wakeUps() {
        return wake.interrupts();
    }

    /** Closes every socket, which ends its waiters. The owner of the driver calls this last. */
    @Override
    public void close() throws IOException {
        poller.close();
    }
}
