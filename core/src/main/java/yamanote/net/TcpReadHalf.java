package yamanote.net;

/**
 * The reading half of a {@link TcpStream}. Mirrors {@code OwnedReadHalf}. Closing it does not tell
 * the peer; once both halves are closed, the connection is.
 */
public final class TcpReadHalf extends SocketReadHalf<TcpStream> {
    TcpReadHalf(SplitStream<TcpStream> split) {
        super(split);
    }
}
