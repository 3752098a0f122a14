package yamanote.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Contexts over the keys of {@code tls/keys.p12}: {@code server}, {@code rsa}, {@code client},
 * {@code expired}, {@code other} (for another name), {@code stranger} (of another authority).
 */
final class TestKeys {
    private static final char[] PASSWORD = "yamanote".toCharArray();
    private static final KeyStore ALL = load();

    private TestKeys() {}

    private static KeyStore load() {
        try (var in = TestKeys.class.getResourceAsStream("/tls/keys.p12")) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** With the key {@code alias}, if any, and trust in the authority. */
    static SSLContext context(@Nullable String alias) {
        return context(alias, "ca");
    }

    static SSLContext context(@Nullable String alias, String authority) {
        try {
            KeyStore keys = empty();
            if (alias != null) {
                keys.setKeyEntry(alias, key(alias), PASSWORD, chain(alias));
            }
            KeyStore trusted = empty();
            trusted.setCertificateEntry("authority", ALL.getCertificate(authority));
            var keyManagers =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(keys, PASSWORD);
            var trustManagers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trustManagers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    static java.security.Key key(String alias) throws GeneralSecurityException {
        return ALL.getKey(alias, PASSWORD);
    }

    static Certificate[] chain(String alias) throws GeneralSecurityException {
        return ALL.getCertificateChain(alias);
    }
}
