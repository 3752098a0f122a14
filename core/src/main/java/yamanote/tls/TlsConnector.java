package yamanote.tls;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Future;
import yamanote.io.AsyncRead;
import yamanote.io.AsyncWrite;
import yamanote.io.BufferPool;

/**
 * The client's side of TLS. Mirrors {@code tokio_rustls::TlsConnector}.
 *
 * <p>Immutable, for any thread; make one and keep it: its connections share a pool of buffers, and
 * sessions in the cache of its {@link SSLContext}, by host and port. Whom to trust and the client's
 * own key are the context's.
 *
 * <p>The server's certificate has to be for the host's name, which the server is told (SNI) unless
 * it is an address.
 */
public final class TlsConnector {
    private final Settings settings;

    private TlsConnector(Settings settings) {
        this.settings = settings;
    }

    /** With engines of {@code context}. */
    public static TlsConnector of(SSLContext context) {
        return of(TlsEngineFactory.of(context));
    }

    /** With engines of {@code factory}. */
    public static TlsConnector of(TlsEngineFactory factory) {
        Objects.requireNonNull(factory, "factory");
        return new TlsConnector(Settings.of(factory, TlsConnector::name));
    }

    private static void name(SSLEngine engine, SSLParameters parameters, @Nullable String host) {
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (host != null && !isAddress(host)) {
            parameters.setServerNames(List.of(new SNIHostName(withoutFinalDot(host))));
        }
    }

    /** RFC 6066: SNI carries no addresses. */
    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
    }

    private static String withoutFinalDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** Offers these application protocols, the favourite first (ALPN): {@code "h2", "http/1.1"}. */
    public TlsConnector alpn(String... protocols) {
        String[] copy = protocols.clone();
        return parameters(all -> all.setApplicationProtocols(copy));
    }

    /**
     * Does not check whether the certificate is for the host's name; it still has to be one that
     * the context trusts.
     */
    public TlsConnector anyHostName() {
        return parameters(all -> all.setEndpointIdentificationAlgorithm(""));
    }

    /** Changes the parameters of each new engine: protocol versions, cipher suites and the like. */
    public TlsConnector parameters(Consumer<SSLParameters> change) {
        Objects.requireNonNull(change, "change");
        return new TlsConnector(settings.with((_, all, _) -> change.accept(all)));
    }

    /** Takes the buffers from {@code pool}, 17 KiB each for the JDK's engines. */
    public TlsConnector buffers(BufferPool pool) {
        return new TlsConnector(settings.with(Objects.requireNonNull(pool, "pool")));
    }

    /**
     * Shakes hands with the server {@code host} over {@code stream}; see {@link #connect(String,
     * int, AsyncRead)}. A session is resumed only with the port.
     */
    @CancelSafety(NOTHING_LOST)
    public <S extends AsyncRead & AsyncWrite> Future<TlsStream<S>> connect(String host, S stream) {
        return connect(host, -1, stream);
    }

    /**
     * Shakes hands with the server {@code host} over {@code stream}, which is this future's from
     * now on: closed (if it is {@link AutoCloseable}) if the handshake fails or is cancelled. It
     * needs a runtime, on whose blocking pool the key exchange runs.
     *
     * <p>Cancel safe, as a connect is: nothing is left of the connection. So {@code timeout} may
     * end it.
     *
     * @param port the server's port: sessions are resumed by host and port
     * @return a future that throws {@link javax.net.ssl.SSLException} if the handshake fails, and
     *     what {@code stream} throws
     */
    @CancelSafety(NOTHING_LOST)
    public <S extends AsyncRead & AsyncWrite> Future<TlsStream<S>> connect(
            String host, int port, S stream) {
        Objects.requireNonNull(host, "host");
        return new Handshake<>(settings, host, port, Objects.requireNonNull(stream, "stream"));
    }
}
