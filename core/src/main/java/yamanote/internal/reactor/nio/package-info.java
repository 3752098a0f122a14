/**
 * The portable poller: a {@link java.nio.channels.Selector}, level-triggered, made to look
 * edge-triggered.
 */
package yamanote.internal.reactor.nio;
