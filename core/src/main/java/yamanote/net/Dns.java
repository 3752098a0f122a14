package yamanote.net;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.net.InetSocketAddress;
import java.util.List;
import yamanote.future.CancelSafety;
import yamanote.future.Future;

/** Names of hosts. */
public final class Dns {
    private Dns() {}

    /**
     * The addresses of {@code host}, at least one, in the order in which the system's resolver
     * prefers them, each with {@code port}. Mirrors {@code tokio::net::lookup_host}.
     *
     * <p>A literal ({@code 127.0.0.1}, {@code ::1}, {@code [::1]}) is read at once and needs no
     * runtime. For a name the JDK is asked on the blocking pool: its cache, its resolver and what
     * the system is configured for apply.
     *
     * <p>Cancel safe: a look-up that nobody waits for any more is dropped if it has not begun, else
     * it goes on in its thread and its result is forgotten.
     *
     * @return a future that throws {@link java.net.UnknownHostException} if there is no such host
     * @throws IllegalArgumentException if the port is none
     */
    @CancelSafety(NOTHING_LOST)
    public static Future<List<InetSocketAddress>> lookup(String host, int port) {
        return new LookupFuture(host, port);
    }
}
