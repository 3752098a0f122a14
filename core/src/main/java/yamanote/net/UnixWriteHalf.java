package yamanote.net;

/**
 * The writing half of a {@link UnixStream}. Mirrors {@code OwnedWriteHalf}. Closing it ends the
 * output: the peer reads the end of the stream. {@link #forget} avoids that.
 */
public final class UnixWriteHalf extends SocketWriteHalf<UnixStream> {
    UnixWriteHalf(SplitStream<UnixStream> split) {
        super(split);
    }
}
