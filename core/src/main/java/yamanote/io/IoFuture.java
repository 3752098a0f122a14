package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/**
 * One operation on a stream {@code S} and a buffer: the future that every {@code read} and {@code
 * write} allocates, 24 bytes. It ends when {@link #step} answers anything but PENDING.
 */
abstract class IoFuture<S, T extends @Nullable Object> implements Future<T> {
    /** Null once ended. */
    private @Nullable S stream;

    private final ByteBuffer buffer;

    IoFuture(S stream, ByteBuffer buffer) {
        this.stream = stream;
        this.buffer = buffer;
    }

    /** Moves bytes: an {@link IoStatus} or a number of bytes. */
    abstract int step(Context cx, S stream, ByteBuffer buffer) throws IOException;

    /** What {@code step} ended with, as the value. */
    abstract Poll<T> ended(int answer);

    @Override
    public final Poll<T> poll(Context cx) throws IOException {
        S open = stream;
        if (open == null) {
            throw new IllegalStateException(
                    "this read or write has ended: make a new one for the next bytes");
        }
        stream = null;
        int answer = step(cx, open, buffer);
        if (answer == IoStatus.PENDING) {
            stream = open;
            return Poll.pending();
        }
        return ended(answer);
    }

    @Override
    public final boolean cancel(Context cx) {
        stream = null;
        return true;
    }
}
