package yamanote.internal.reactor;

import java.io.IOException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** A listening socket as a poller opens it. */
public interface ListenerSource {
    /** Readiness of this socket: READABLE means that a connection waits. */
    Registration registration();

    /** The next waiting connection, registered with the same poller; null if there is none. */
    @Nullable StreamSource accept() throws IOException;

    /**
     * Takes the next waiting connection and closes it at once, without registering it; false if
     * there is none.
     */
    boolean refuse() throws IOException;

    /** The bound address. */
    SocketAddress localAddress() throws IOException;
}
