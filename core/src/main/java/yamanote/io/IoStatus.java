package yamanote.io;

/** What a poll of a reader or writer answers when it moved no bytes. */
public final class IoStatus {
    /**
     * The end of the input: nothing follows, as with {@link java.nio.channels.ReadableByteChannel}.
     */
    public static final int END = -1;

    /** Not ready: the waker of the context was stored. */
    public static final int PENDING = -2;

    private IoStatus() {}
}
