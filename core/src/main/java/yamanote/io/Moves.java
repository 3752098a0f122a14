package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import yamanote.future.Context;

/** Reads and writes of foreign streams that are not trusted, and charged for if they are not. */
final class Moves {
    private Moves() {}

    /** {@link AsyncRead#pollRead} whose answer is what it did. */
    static int read(AsyncRead source, Context cx, ByteBuffer target) throws IOException {
        if (cx.exhausted()) {
            return IoStatus.PENDING;
        }
        int budget = cx.budget();
        int before = target.position();
        int n = source.pollRead(cx, target);
        check(source, n, target.position() - before);
        if (n != IoStatus.PENDING && cx.budget() == budget) {
            cx.spend();
        }
        return n;
    }

    /** {@link AsyncWrite#pollWrite} whose answer is what it did. */
    static int write(AsyncWrite sink, Context cx, ByteBuffer source) throws IOException {
        int before = source.position();
        int n = sink.pollWrite(cx, source);
        check(sink, n, source.position() - before);
        return n;
    }

    private static void check(Object stream, int answer, int moved) {
        if (Math.max(answer, 0) != moved) {
            throw new IllegalStateException(
                    stream
                            + " answered "
                            + answer
                            + ", but moved the buffer's position by "
                            + moved
                            + ": a poll answers with the number of bytes that it moved");
        }
    }

    /** A writer that takes nothing of a buffer that is not empty never will. */
    static IOException takesNoMore(int left) {
        return new IOException("the writer takes no more: " + left + " bytes were not written");
    }
}
