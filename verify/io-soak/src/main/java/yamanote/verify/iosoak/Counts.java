package yamanote.verify.iosoak;

import yamanote.verify.iosoak.Connection.Party;

/** Sums over all rounds. */
final class Counts {
    private final long[] broken = new long[Party.values().length];
    private long rounds;
    private long connections;
    private long whole;
    private long bytes;

    void add(Round round) {
        rounds++;
        connections += round.connections.length;
        for (Connection connection : round.connections) {
            bytes += connection.up.received + connection.down.received;
            if (connection.up.isComplete() && connection.down.isComplete()) {
                whole++;
            } else if (connection.isBroken) {
                broken[connection.breaker.ordinal()]++;
            }
        }
    }

    @Override
    public String toString() {
        return "%,d rounds, %,d connections: %,d whole, broken %,d by clients, %,d by the proxy, %,d by the server; %,d MB, wrong 0"
                .formatted(
                        rounds,
                        connections,
                        whole,
                        broken[Party.CLIENT.ordinal()],
                        broken[Party.PROXY.ordinal()],
                        broken[Party.SERVER.ordinal()],
                        bytes / 1_000_000);
    }
}
