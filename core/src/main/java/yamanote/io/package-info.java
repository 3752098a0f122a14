/**
 * Asynchronous reading and writing on {@link java.nio.ByteBuffer}. Mirrors {@code tokio::io}.
 *
 * <p>The two interfaces have one method each that counts: a poll that answers with a number, so
 * that layers of readers and writers cost no allocation. Everything else is a default method over
 * it that gives a future.
 *
 * <p>Direct buffers save a copy: for a heap buffer the JDK copies through a temporary direct one.
 */
package yamanote.io;
