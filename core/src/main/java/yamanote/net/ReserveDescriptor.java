package yamanote.net;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor held back for the moment when there are no others: given up, it lets one waiting
 * connection be accepted and closed at once. So its peer is told, and the listener does not stay
 * readable with a connection that nobody can take.
 */
final class ReserveDescriptor {
    private @Nullable SocketChannel held;

    /** Holds one if there is one to be had. */
    void hold() {
        if (held == null) {
            try {
                held = SocketChannel.open();
            } catch (IOException e) {
                log("no descriptor to hold in reserve", e);
            }
        }
    }

    /**
     * Closes one connection that waits at {@code listener}, if any does: without a descriptor the
     * system does not even say whether. False if that was not possible.
     */
    boolean refuse(SocketListener<?> listener) {
        release();
        try {
            listener.refuse();
            return true;
        } catch (IOException e) {
            log("no descriptor to refuse a connection with", e);
            return false;
        } finally {
            hold();
        }
    }

    void release() {
        SocketChannel given = held;
        held = null;
        if (given != null) {
            try {
                given.close();
            } catch (IOException e) {
                log("closing the reserve failed", e);
            }
        }
    }

    private static void log(String what, IOException e) {
        System.getLogger("yamanote").log(Level.DEBUG, what, e);
    }
}
