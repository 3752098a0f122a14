package yamanote.verify.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static yamanote.Async.async;
import static yamanote.Async.join;
import static yamanote.Async.spawn;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.security.KeyStore;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yamanote.future.Future;
import yamanote.io.AsyncIo;
import yamanote.runtime.AsyncRuntime;
import yamanote.tls.TlsAcceptor;
import yamanote.tls.TlsConnector;
import yamanote.tls.TlsEngineFactory;
import yamanote.tls.TlsStream;

/** Engines of OpenSSL, by Netty, on either side or both; left out where its library is not. */
@Timeout(120)
class NettyEngineTest {
    private static final char[] PASSWORD = "yamanote".toCharArray();
    private static final int MUCH = 200_000;

    /** Netty's engines, which are counted by hand. */
    private static final class NettyEngines implements TlsEngineFactory {
        private final SslContext context;
        final Queue<SSLEngine> made = new ConcurrentLinkedQueue<>();

        NettyEngines(SslContext context) {
            this.context = context;
        }

        @Override
        public SSLEngine create(@Nullable String host, int port) {
            SSLEngine engine =
                    host == null
                            ? context.newEngine(ByteBufAllocator.DEFAULT)
                            : context.newEngine(ByteBufAllocator.DEFAULT, host, port);
            made.add(engine);
            return engine;
        }

        @Override
        public void release(SSLEngine engine) {
            ReferenceCountUtil.release(engine);
        }
    }

    @BeforeEach
    void hasOpenSsl() {
        assumeTrue(OpenSsl.isAvailable(), () -> "no OpenSSL: " + OpenSsl.unavailabilityCause());
    }

    private static NettyEngines client(SslProvider provider, String version) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", keys().getCertificate("ca"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return new NettyEngines(
                SslContextBuilder.forClient()
                        .sslProvider(provider)
                        .trustManager(trust)
                        .protocols(version)
                        .build());
    }

    private static NettyEngines server(SslProvider provider, String version) throws Exception {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(
                "server",
                keys().getKey("server", PASSWORD),
                PASSWORD,
                keys().getCertificateChain("server"));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        return new NettyEngines(
                SslContextBuilder.forServer(keys).sslProvider(provider).protocols(version).build());
    }

    private static KeyStore keys() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = NettyEngineTest.class.getResourceAsStream("/tls/keys.p12")) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    @ParameterizedTest
    @CsvSource({
        "OPENSSL_REFCNT, OPENSSL_REFCNT, TLSv1.3, 65536",
        "OPENSSL_REFCNT, OPENSSL_REFCNT, TLSv1.2, 65536",
        "JDK, OPENSSL_REFCNT, TLSv1.3, 65536",
        "OPENSSL_REFCNT, JDK, TLSv1.3, 65536",
        "OPENSSL_REFCNT, OPENSSL_REFCNT, TLSv1.3, 100",
        "OPENSSL_REFCNT, OPENSSL_REFCNT, TLSv1.2, 100",
    })
    void bytesComeAndGoAndEnginesAreReleased(
            SslProvider client, SslProvider server, String version, int capacity) throws Exception {
        NettyEngines near = client(client, version);
        NettyEngines far = server(server, version);
        try (var runtime = AsyncRuntime.multiThread().workerThreads(2).build()) {
            runtime.blockOn(() -> {
                var pipe = AsyncIo.duplex(capacity);
                var both =
                        join(
                                        TlsConnector.of(near).connect("localhost", pipe.first()),
                                        TlsAcceptor.of(far).accept(pipe.second()))
                                .await();
                try (var here = both.first();
                        var there = both.second()) {
                    assertThat(here.session().getProtocol()).isEqualTo(version);
                    byte[] bytes = new byte[MUCH];
                    new Random(42).nextBytes(bytes);
                    var sent = spawn(send(here, bytes));
                    var answered = spawn(send(there, bytes));
                    var heard = spawn(receive(here));
                    assertThat(receive(there).await()).isEqualTo(bytes);
                    assertThat(heard.await()).isEqualTo(bytes);
                    sent.await();
                    answered.await();
                    join(end(here), end(there)).await();
                }
            });
        }
        assertThat(near.made).hasSize(1).allMatch(NettyEngineTest::isReleased);
        assertThat(far.made).hasSize(1).allMatch(NettyEngineTest::isReleased);
    }

    private static boolean isReleased(SSLEngine engine) {
        return ReferenceCountUtil.refCnt(engine) <= 0;
    }

    private static Future<Void> send(TlsStream<?> stream, byte[] bytes) {
        return async(() -> {
            stream.writeAll(ByteBuffer.wrap(bytes)).await();
            stream.flush().await();
        });
    }

    private static Future<byte[]> receive(TlsStream<?> stream) {
        return async(() -> {
            ByteBuffer read = ByteBuffer.allocate(MUCH);
            stream.readExact(read).await();
            return read.array();
        });
    }

    private static Future<Void> end(TlsStream<?> stream) {
        return async(() -> {
            stream.shutdown().await();
            assertThat(stream.read(ByteBuffer.allocate(1)).await()).isEqualTo(-1);
        });
    }
}
