package yamanote.internal.reactor;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.List;

/**
 * The I/O driver of one runtime: waits for readiness, records it and wakes who waits for it. There
 * is no reactor thread: a worker with nothing to do takes the turn.
 */
public final class Reactor implements AutoCloseable {
    private final WakeState wake = new WakeState();
    private final Poller poller;

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
            return poller.poll(0);
        }
        try {
            return poller.poll(timeoutNanos);
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
        return poller.glance();
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

    /** Closes every socket, which ends its waiters. The owner of the driver calls this last. */
    @Override
    public void close() throws IOException {
        poller.close();
    }
}
