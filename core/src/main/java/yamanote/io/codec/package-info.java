/**
 * Frames over streams of bytes: a stream of items to read, a sink of items to write. Mirrors {@code
 * tokio_util::codec}.
 *
 * <p>A {@link yamanote.io.codec.Decoder} takes one frame out of a buffer, or says that there is
 * none yet; an {@link yamanote.io.codec.Encoder} appends one. They do no I/O and keep state of
 * their own, so one is for one stream. {@link yamanote.io.codec.FramedRead} and {@link
 * yamanote.io.codec.FramedWrite} move the bytes. Memory is bounded by the greatest frame that the
 * decoder allows, plus one read.
 */
package yamanote.io.codec;
