package yamanote.net;

/**
 * The writing half of a {@link TcpStream}. Mirrors {@code OwnedWriteHalf}. Closing it ends the
 * output: the peer reads the end of the stream. {@link #forget} avoids that, and a {@linkplain
 * TcpStream#borrow borrowed} half does nothing of the kind.
 */
public final class TcpWriteHalf extends SocketWriteHalf<TcpStream> {
    TcpWriteHalf(SplitStream<TcpStream> split) {
        super(split);
    }
}
