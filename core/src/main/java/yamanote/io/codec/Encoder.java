package yamanote.io.codec;

import java.io.IOException;
import yamanote.io.Bytes;

/** Makes bytes of items. Mirrors {@code tokio_util::codec::Encoder}. */
@FunctionalInterface
public interface Encoder<T> {
    /**
     * Appends {@code item} to {@code out}.
     *
     * @throws IOException if it cannot be a frame; what was appended is dropped
     */
    void encode(T item, Bytes out) throws IOException;
}
