package yamanote.net;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What the two halves of a stream share: the stream, and which halves have gone. Whoever sets the
 * second bit closes the stream.
 */
final class SplitStream<S extends SocketStream> {
    static final int READER = 1;
    static final int WRITER = 2;

    private static final VarHandle GONE;

    static {
        try {
            GONE = MethodHandles.lookup().findVarHandle(SplitStream.class, "gone", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final S stream;

    /** Whether the stream is the halves' to close. */
    private final boolean owned;

    @SuppressWarnings("unused") // through GONE
    private volatile int gone;

    /** Of halves that own {@code stream}. */
    SplitStream(S stream) {
        this(stream, true);
    }

    SplitStream(S stream, boolean owned) {
        this.stream = stream;
        this.owned = owned;
    }

    boolean isOwned() {
        return owned;
    }

    /** The half {@code which} has gone, for the first time. */
    void gone(int which) {
        if (((int) GONE.getAndBitwiseOr(this, which) | which) == (READER | WRITER) && owned) {
            stream.close();
        }
    }

    static <S extends SocketStream> S reunite(SocketReadHalf<S> reader, SocketWriteHalf<S> writer) {
        SplitStream<S> one = reader.split();
        if (one == null || one != writer.split()) {
            throw new IllegalArgumentException(
                    "these are not the two open halves of one stream: pass those that one split()"
                            + " gave");
        }
        reader.release();
        writer.release();
        return one.stream;
    }
}
