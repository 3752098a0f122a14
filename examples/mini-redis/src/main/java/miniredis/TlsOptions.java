package miniredis;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import yamanote.tls.TlsAcceptor;

/**
 * How clients are spoken to by TLS.
 *
 * @param certificate the server's, and those that lead to its root
 * @param authorities who may sign the clients' certificates; null: the JDK's
 */
record TlsOptions(
        InetSocketAddress address,
        Path certificate,
        Path key,
        @Nullable Path authorities,
        ClientAuth clientAuth) {
    /** Whether clients must show a certificate, as {@code tls-auth-clients} of Redis. */
    enum ClientAuth {
        YES,
        NO,
        OPTIONAL
    }

    private static final char[] IN_MEMORY = {};

    /** Reads the files. */
    TlsAcceptor acceptor() throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys().getKeyManagers(), trust().getTrustManagers(), null);
        TlsAcceptor acceptor = TlsAcceptor.of(context);
        return switch (clientAuth) {
            case YES -> acceptor.needClientAuth();
            case NO -> acceptor;
            case OPTIONAL -> acceptor.wantClientAuth();
        };
    }

    private KeyManagerFactory keys() throws IOException, GeneralSecurityException {
        List<X509Certificate> chain = Pem.certificates(certificate);
        KeyStore store = emptyStore();
        store.setKeyEntry(
                "server",
                Pem.key(key, chain.getFirst()),
                IN_MEMORY,
                chain.toArray(X509Certificate[]::new));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, IN_MEMORY);
        return keys;
    }

    private TrustManagerFactory trust() throws IOException, GeneralSecurityException {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        if (authorities == null) {
            trust.init((KeyStore) null);
            return trust;
        }
        KeyStore store = emptyStore();
        for (X509Certificate authority : Pem.certificates(authorities)) {
            store.setCertificateEntry("authority " + store.size(), authority);
        }
        trust.init(store);
        return trust;
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, IN_MEMORY);
        return store;
    }
}
