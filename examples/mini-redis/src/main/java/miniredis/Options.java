package miniredis;

import java.net.InetSocketAddress;
import java.time.Duration;

/** What a server is told when it starts. */
record Options(InetSocketAddress address, int maxClients, int maxRequest, Duration drainLimit) {
    static Options onLoopback(int port) {
        return new Options(
                new InetSocketAddress("127.0.0.1", port),
                20_000,
                64 * 1024 * 1024,
                Duration.ofSeconds(5));
    }
}
