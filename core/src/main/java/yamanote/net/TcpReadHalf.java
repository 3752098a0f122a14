package yamanote.net;

/**
 * The reading half of a {@link TcpStream}. Mirrors {@code OwnedReadHalf}. Closing it does not tell
 * the peer; once both halves are closed, the connection is, unless they are {@linkplain
 * TcpStream#borrow borrowed}.
 */
public final class TcpReadHalf extends SocketReadHalf<TcpStream> {
    TcpReadHalf(SplitStream<TcpStream> split) {
        super(split);
    }
}
