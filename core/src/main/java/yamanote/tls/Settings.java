package yamanote.tls;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import yamanote.io.BufferPool;

/** How engines are made and set up, and where their buffers come from. */
record Settings(TlsEngineFactory factory, BufferPool pool, Setup setup) {
    /** Room for a record of the JDK's, and its header. */
    private static final int BUFFER = 17 * 1024;

    private static final int KEPT = 64;

    /** A step of the set-up of a new engine; {@code host} is the server's name on its client. */
    interface Setup {
        void apply(SSLEngine engine, SSLParameters parameters, @Nullable String host);

        default Setup then(Setup next) {
            return (engine, parameters, host) -> {
                apply(engine, parameters, host);
                next.apply(engine, parameters, host);
            };
        }
    }

    static Settings of(TlsEngineFactory factory, Setup setup) {
        return new Settings(factory, BufferPool.heap(BUFFER, KEPT), setup);
    }

    Settings with(Setup next) {
        return new Settings(factory, pool, setup.then(next));
    }

    Settings with(BufferPool buffers) {
        return new Settings(factory, buffers, setup);
    }

    SSLEngine engine(@Nullable String host, int port) throws SSLException {
        SSLEngine engine = factory.create(host, port);
        boolean ready = false;
        try {
            engine.setUseClientMode(host != null);
            SSLParameters parameters = engine.getSSLParameters();
            setup.apply(engine, parameters, host);
            engine.setSSLParameters(parameters);
            ready = true;
            return engine;
        } finally {
            if (!ready) {
                factory.release(engine);
            }
        }
    }
}
