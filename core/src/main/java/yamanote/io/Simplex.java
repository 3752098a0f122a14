package yamanote.io;

/** The two ends of a pipe. See {@link AsyncIo#simplex}. */
public record Simplex(PipeReader reader, PipeWriter writer) {}
