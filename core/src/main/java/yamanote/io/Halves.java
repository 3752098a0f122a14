package yamanote.io;

/** What {@link AsyncIo#split} makes of a stream. */
public record Halves(ReadHalf reader, WriteHalf writer) {}
