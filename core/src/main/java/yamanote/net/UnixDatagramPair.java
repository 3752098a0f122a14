package yamanote.net;

/** Two datagram sockets that are connected to each other. */
public record UnixDatagramPair(UnixDatagram first, UnixDatagram second) {}
