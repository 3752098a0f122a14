package yamanote.net;

/** Two streams that are connected to each other: see {@link UnixStream#pair}. */
public record UnixStreamPair(UnixStream first, UnixStream second) {}
