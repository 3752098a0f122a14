package yamanote.net;

/** The two halves of a split stream. */
public record TcpHalves(TcpReadHalf reader, TcpWriteHalf writer) {}
