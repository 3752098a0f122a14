package yamanote.tls;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Where engines come from: an {@link SSLContext}, or another library. With Netty's OpenSSL:
 *
 * <pre>{@code
 * new TlsEngineFactory() {
 *     public SSLEngine create(String host, int port) {
 *         return nettyContext.newEngine(ByteBufAllocator.DEFAULT, host, port);
 *     }
 *
 *     public void release(SSLEngine engine) {
 *         ReferenceCountUtil.release(engine);
 *     }
 * }
 * }</pre>
 *
 * <p>What such an engine does not take from {@code SSLParameters}, as Netty's the protocols of
 * ALPN, is set in its own context.
 *
 * <p>Called from any thread. An engine must allow {@code wrap} and {@code unwrap} at the same time,
 * as {@link SSLEngine} promises.
 */
@FunctionalInterface
public interface TlsEngineFactory {
    /**
     * A new engine. Its client mode, server name and the like are set by the caller.
     *
     * @param peerHost the server's name, under which its session is found again; null if this side
     *     is the server
     * @param peerPort the server's port; -1 if it is not known
     * @throws SSLException if there is none; the handshake fails with it
     */
    SSLEngine create(@Nullable String peerHost, int peerPort) throws SSLException;

    /** The engine is not used any more; called once for each. Here: nothing. */
    default void release(SSLEngine engine) {}

    /** Engines of {@code context}. */
    static TlsEngineFactory of(SSLContext context) {
        return (host, port) ->
                host == null ? context.createSSLEngine() : context.createSSLEngine(host, port);
    }
}
