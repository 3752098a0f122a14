package yamanote.io.codec;

import org.jspecify.annotations.Nullable;
import yamanote.io.Bytes;

/** Whatever has come, as it comes. Mirrors {@code tokio_util::codec::BytesCodec}. */
public final class BytesCodec implements Decoder<byte[]>, Encoder<byte[]> {
    /** A codec; it has no state. */
    public BytesCodec() {}

    @Override
    public byte @Nullable [] decode(Bytes in) {
        return in.isEmpty() ? null : in.take(in.size());
    }

    @Override
    public void encode(byte[] item, Bytes out) {
        out.put(item);
    }
}
