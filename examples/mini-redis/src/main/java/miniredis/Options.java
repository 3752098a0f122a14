package miniredis;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a server is told when it starts.
 *
 * @param log the append-only file; null: everything is forgotten at the end
 * @param unixSocket where else to listen, or null
 * @param tls how to listen for TLS as well, or null
 */
record Options(
        InetSocketAddress address,
        int maxClients,
        int maxRequest,
        Duration drainLimit,
        AppendOnlyFile.@Nullable Settings log,
        @Nullable Path unixSocket,
        @Nullable TlsOptions tls) {
    static Options onLoopback(int port) {
        return new Options(
                loopback(port), 20_000, 64 * 1024 * 1024, Duration.ofSeconds(5), null, null, null);
    }

    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress("127.0.0.1", port);
    }

    Options maxClients(int max) {
        return new Options(address, max, maxRequest, drainLimit, log, unixSocket, tls);
    }

    Options drainLimit(Duration limit) {
        return new Options(address, maxClients, maxRequest, limit, log, unixSocket, tls);
    }

    Options log(AppendOnlyFile.@Nullable Settings log) {
        return new Options(address, maxClients, maxRequest, drainLimit, log, unixSocket, tls);
    }

    Options unixSocket(@Nullable Path path) {
        return new Options(address, maxClients, maxRequest, drainLimit, log, path, tls);
    }

    Options tls(@Nullable TlsOptions tls) {
        return new Options(address, maxClients, maxRequest, drainLimit, log, unixSocket, tls);
    }
}
