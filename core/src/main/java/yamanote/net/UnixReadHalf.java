package yamanote.net;

/**
 * The reading half of a {@link UnixStream}. Mirrors {@code tokio::net::unix::OwnedReadHalf}.
 * Closing it does not tell the peer; once both halves are closed, the connection is.
 */
public final class UnixReadHalf extends SocketReadHalf<UnixStream> {
    UnixReadHalf(SplitStream<UnixStream> split) {
        super(split);
    }
}
