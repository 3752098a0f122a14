package yamanote.io;

/** How many bytes went each way in {@link AsyncIo#copyBidirectional}. */
public record Copied(long firstToSecond, long secondToFirst) {}
