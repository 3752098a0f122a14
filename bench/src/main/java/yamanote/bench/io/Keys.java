package yamanote.bench.io;

import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The server's key, the same for every server. */
final class Keys {
    private static final char[] PASSWORD = "yamanote".toCharArray();

    private Keys() {}

    static KeyManagerFactory managers(String file) throws GeneralSecurityException, IOException {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(KeyStore.getInstance(new File(file), PASSWORD), PASSWORD);
        return managers;
    }

    static SSLContext context(String file) throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers(file).getKeyManagers(), null, null);
        return context;
    }
}
