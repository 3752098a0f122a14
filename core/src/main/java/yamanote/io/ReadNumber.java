package yamanote.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Function;
import yamanote.future.Context;
import yamanote.future.Poll;

/** A number of so many bytes. */
final class ReadNumber<T> extends Operation<T> {
    private final AsyncRead source;
    private final ByteBuffer bytes;
    private final Function<ByteBuffer, T> number;

    ReadNumber(AsyncRead source, int size, ByteOrder order, Function<ByteBuffer, T> number) {
        this.source = source;
        this.bytes = ByteBuffer.allocate(size).order(order);
        this.number = number;
    }

    @Override
    Poll<T> step(Context cx) throws IOException {
        while (bytes.hasRemaining()) {
            int n = source.pollRead(cx, bytes);
            if (n == IoStatus.PENDING) {
                return Poll.pending();
            }
            if (n == IoStatus.END) {
                throw new EOFException(
                        "the input ended with " + bytes.remaining() + " bytes still to come");
            }
        }
        return Poll.ready(number.apply(bytes.flip()));
    }
}
