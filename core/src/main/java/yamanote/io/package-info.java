/**
 * Asynchronous reading and writing on {@link java.nio.ByteBuffer}. Mirrors {@code tokio::io}.
 *
 * <p>The two interfaces have one method each that counts: a poll that answers with a number, so
 * that layers of readers and writers cost no allocation. Everything else is a default method over
 * it that gives a future.
 *
 * <p>{@link yamanote.io.AsyncIo} has copies, pipes in memory and the streams of the process; {@link
 * yamanote.io.BufReader} and {@link yamanote.io.BufWriter} put a buffer between, {@link
 * yamanote.io.BufferPool} lends them one while there are bytes. Frames are in {@code
 * yamanote.io.codec}. What holds for all of it:
 *
 * <ol>
 *   <li><b>The number is what moved.</b> A poll answers with how far it moved the buffer's
 *       position; whoever builds on a stream of others checks that.
 *   <li><b>Zero is no end.</b> Without room a read gives 0; the end is {@link
 *       yamanote.io.IoStatus#END}. A write that takes nothing of something never will, and fails.
 *   <li><b>Progress is charged once.</b> A stream that is always ready takes part in cooperation
 *       itself; loops over one that does not charge for it.
 *   <li><b>Streams stay with their owner.</b> A reader or writer around another does not close it.
 * </ol>
 *
 * <p>Direct buffers save a copy: for a heap buffer the JDK copies through a temporary direct one.
 */
package yamanote.io;
