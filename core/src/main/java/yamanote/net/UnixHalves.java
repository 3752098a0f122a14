package yamanote.net;

/** The two halves of a split stream. */
public record UnixHalves(UnixReadHalf reader, UnixWriteHalf writer) {}
