package yamanote.io.codec;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import yamanote.io.Bytes;

/** Takes frames out of bytes. Mirrors {@code tokio_util::codec::Decoder}. */
@FunctionalInterface
public interface Decoder<T> {
    /**
     * The next frame, taken out of {@code in}; null if it is not complete, and then this is called
     * again when there are more bytes.
     *
     * @throws IOException if the bytes are no frame; what is to be skipped was taken out
     */
    @Nullable T decode(Bytes in) throws IOException;

    /**
     * The next frame after the end of the input, called until it gives null. Here: as {@link
     * #decode}, but bytes that are left over throw.
     */
    default @Nullable T decodeEnd(Bytes in) throws IOException {
        T frame = decode(in);
        if (frame == null && !in.isEmpty()) {
            throw new IOException(
                    "the input ended inside of a frame: " + in.size() + " bytes are left over");
        }
        return frame;
    }
}
