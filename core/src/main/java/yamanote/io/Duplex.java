package yamanote.io;

/** The two ends of a connection in memory. See {@link AsyncIo#duplex}. */
public record Duplex(DuplexStream first, DuplexStream second) {}
