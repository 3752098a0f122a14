package miniredis;

import static yamanote.Async.async;
import static yamanote.Async.select;
import static yamanote.Async.spawnBlocking;
import static yamanote.Async.timeout;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.net.TcpListener;
import yamanote.net.TcpStream;
import yamanote.tls.TlsAcceptor;

/** Where clients come from: TCP, and if wanted a Unix socket and TLS. */
final class Listeners implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("miniredis");
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);

    private final TcpListener tcp;
    private @Nullable LocalSocket local;
    private @Nullable TcpListener tls;
    private @Nullable TlsAcceptor acceptor;

    private Listeners(TcpListener tcp) {
        this.tcp = tcp;
    }

    /** Reads the keys and binds all addresses, or none. */
    static Future<Listeners> open(Options options) {
        return async(() -> {
            var listeners = new Listeners(TcpListener.bind(options.address()));
            try {
                if (options.tls() instanceof TlsOptions tls) {
                    listeners.acceptor = spawnBlocking(tls::acceptor).await();
                    listeners.tls = TcpListener.bind(tls.address());
                }
                if (options.unixSocket() instanceof Path path) {
                    listeners.local = LocalSocket.bind(path);
                }
                return listeners;
            } catch (Exception e) {
                listeners.close();
                throw e;
            }
        });
    }

    int port() throws IOException {
        return tcp.localAddress().getPort();
    }

    /** 0 without. */
    int tlsPort() throws IOException {
        return tls == null ? 0 : tls.localAddress().getPort();
    }

    /** Accepts clients for ever. */
    Future<@Nullable Void> serve(Server server) {
        return async(() -> {
            select(
                            tcp.serve(stream -> {
                                server.admit(new TcpBytes(stream)).await();
                            }),
                            serveLocally(server).onlyIf(local != null),
                            serveByTls(server).onlyIf(tls != null))
                    .await();
        });
    }

    private Future<@Nullable Void> serveLocally(Server server) {
        return async(() -> {
            if (local != null) {
                local.listener()
                        .serve(stream -> {
                            server.admit(new UnixBytes(stream)).await();
                        })
                        .await();
            }
        });
    }

    private Future<@Nullable Void> serveByTls(Server server) {
        return async(() -> {
            if (tls != null && acceptor instanceof TlsAcceptor secure) {
                tls.serve(
                                stream -> {
                                    server.expect(shakeHands(server, secure, stream)).await();
                                })
                        .await();
            }
        });
    }

    /** A client that does not shake hands in time, or not as it must, is gone. */
    private static Future<@Nullable Void> shakeHands(
            Server server, TlsAcceptor acceptor, TcpStream stream) {
        return async(() -> {
            if (server.isFull()) {
                return; // before it costs a key exchange
            }
            try {
                var handshake = timeout(HANDSHAKE, acceptor.accept(stream));
                var secured = server.stop().runUntilCancelled(handshake).await();
                if (secured != null) {
                    try (secured) {
                        server.admit(new TlsBytes(secured)).await();
                    }
                }
            } catch (IOException | TimeoutException e) {
                LOG.log(Level.DEBUG, "TLS handshake with " + stream, e);
            }
        });
    }

    @Override
    public void close() throws IOException {
        tcp.close();
        if (tls != null) {
            tls.close();
        }
        if (local != null) {
            local.close();
        }
    }
}
