package yamanote.tls;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.StandardConstants;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Future;
import yamanote.io.AsyncRead;
import yamanote.io.AsyncWrite;
import yamanote.io.BufferPool;

/**
 * The server's side of TLS. Mirrors {@code tokio_rustls::TlsAcceptor}.
 *
 * <p>Immutable, for any thread; make one and keep it: its connections share a pool of buffers and
 * the sessions of its {@link SSLContext}, whose key manager has the server's keys (an {@code
 * X509ExtendedKeyManager} may choose one by the name that the client asks for).
 */
public final class TlsAcceptor {
    private final Settings settings;

    private TlsAcceptor(Settings settings) {
        this.settings = settings;
    }

    /** With engines of {@code context}. */
    public static TlsAcceptor of(SSLContext context) {
        return of(TlsEngineFactory.of(context));
    }

    /** With engines of {@code factory}. */
    public static TlsAcceptor of(TlsEngineFactory factory) {
        Objects.requireNonNull(factory, "factory");
        return new TlsAcceptor(
                Settings.of(factory, (_, all, _) -> all.setUseCipherSuitesOrder(true)));
    }

    /** Refuses clients without a certificate that the context trusts. */
    public TlsAcceptor needClientAuth() {
        return parameters(all -> all.setNeedClientAuth(true));
    }

    /** Asks clients for a certificate, and takes those that have none. */
    public TlsAcceptor wantClientAuth() {
        return parameters(all -> all.setWantClientAuth(true));
    }

    /**
     * Chooses the first of these application protocols that the client offers (ALPN). A client that
     * offers none of them is refused; one that does not use ALPN is not.
     */
    public TlsAcceptor alpn(String... protocols) {
        String[] copy = protocols.clone();
        return parameters(all -> all.setApplicationProtocols(copy));
    }

    /**
     * Chooses an application protocol out of those that the client offers; null refuses the client,
     * an empty string goes on without one. In the place of {@link #alpn}.
     */
    public TlsAcceptor alpnSelector(Function<List<String>, @Nullable String> selector) {
        Objects.requireNonNull(selector, "selector");
        return new TlsAcceptor(
                settings.with((engine, _, _) ->
                        engine.setHandshakeApplicationProtocolSelector(
                                (_, offered) -> selector.apply(offered))));
    }

    /**
     * Refuses clients that ask for a host name (SNI) that does not match; without one they pass.
     */
    public TlsAcceptor serverNames(Predicate<String> matches) {
        Objects.requireNonNull(matches, "matches");
        SNIMatcher matcher =
                new SNIMatcher(StandardConstants.SNI_HOST_NAME) {
                    @Override
                    public boolean matches(SNIServerName name) {
                        return matches.test(new SNIHostName(name.getEncoded()).getAsciiName());
                    }
                };
        return parameters(all -> all.setSNIMatchers(List.of(matcher)));
    }

    /** Changes the parameters of each new engine: protocol versions, cipher suites and the like. */
    public TlsAcceptor parameters(Consumer<SSLParameters> change) {
        Objects.requireNonNull(change, "change");
        return new TlsAcceptor(settings.with((_, all, _) -> change.accept(all)));
    }

    /** Takes the buffers from {@code pool}, 17 KiB each for the JDK's engines. */
    public TlsAcceptor buffers(BufferPool pool) {
        return new TlsAcceptor(settings.with(Objects.requireNonNull(pool, "pool")));
    }

    /**
     * Shakes hands with a client over {@code stream}, which is this future's from now on: closed
     * (if it is {@link AutoCloseable}) if the handshake fails or is cancelled. It needs a runtime,
     * on whose blocking pool the key exchange runs. Give it a {@code timeout}: a client may say
     * nothing for ever.
     *
     * <p>Cancel safe, as an accept is: nothing is left of the connection.
     *
     * @return a future that throws {@link javax.net.ssl.SSLException} if the handshake fails, and
     *     what {@code stream} throws
     */
    @CancelSafety(NOTHING_LOST)
    public <S extends AsyncRead & AsyncWrite> Future<TlsStream<S>> accept(S stream) {
        return new Handshake<>(settings, null, -1, Objects.requireNonNull(stream, "stream"));
    }
}
