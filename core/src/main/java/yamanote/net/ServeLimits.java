package yamanote.net;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.sync.Semaphore;
import yamanote.task.CancellationToken;

/**
 * What a server allows itself: {@code ServeLimits.defaults().maxConnections(10_000).stopOn(token)}.
 *
 * @param maxConnections so many connections are open at most; others wait in the system's backlog
 * @param drainTimeout how long connections may go on after the server was told to stop
 * @param stop tells the server to stop; null: only closing its listener does
 */
public record ServeLimits(
        int maxConnections, Duration drainTimeout, @Nullable CancellationToken stop) {
    /** No limit that a machine would ever reach. */
    public static final int UNLIMITED = Semaphore.MAX_PERMITS;

    private static final ServeLimits DEFAULTS =
            new ServeLimits(UNLIMITED, Duration.ofSeconds(10), null);

    /**
     * See the components.
     *
     * @throws IllegalArgumentException if there is to be no connection at all, or if the time is
     *     negative
     */
    public ServeLimits {
        Objects.requireNonNull(drainTimeout, "drainTimeout");
        if (maxConnections < 1 || maxConnections > UNLIMITED) {
            throw new IllegalArgumentException(
                    "maxConnections is from 1 to ServeLimits.UNLIMITED, not " + maxConnections);
        }
        if (drainTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    "drainTimeout must not be negative, as " + drainTimeout + " is");
        }
    }

    /** Any number of connections, and 10 s for them to end in, as a runtime gives its tasks. */
    public static ServeLimits defaults() {
        return DEFAULTS;
    }

    /** These, with another {@link #maxConnections()}. */
    public ServeLimits maxConnections(int connections) {
        return new ServeLimits(connections, drainTimeout, stop);
    }

    /** These, with another {@link #drainTimeout()}; zero: connections are cancelled at once. */
    public ServeLimits drainTimeout(Duration timeout) {
        return new ServeLimits(maxConnections, timeout, stop);
    }

    /** These, with another {@link #stop()}. */
    public ServeLimits stopOn(CancellationToken token) {
        return new ServeLimits(
                maxConnections, drainTimeout, Objects.requireNonNull(token, "token"));
    }
}
