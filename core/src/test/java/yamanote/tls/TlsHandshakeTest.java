package yamanote.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.timeout;

import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.Async;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.io.AsyncIo;
import yamanote.io.Duplex;
import yamanote.io.DuplexStream;
import yamanote.io.IoStatus;
import yamanote.runtime.AsyncRuntime;
import yamanote.task.Outcome;
import yamanote.time.ElapsedException;

/** How hands are shaken, and how not. */
@Timeout(120)
class TlsHandshakeTest {
    private static final int ROOM = 1 << 16;

    private final TlsConnector connector = TlsConnector.of(TestKeys.context(null));
    private final TlsAcceptor acceptor = TlsAcceptor.of(TestKeys.context("server"));

    /** How both sides of a handshake ended; each reads once, for what comes too late. */
    private record Ends(@Nullable Throwable client, @Nullable Throwable server) {}

    private static Ends ends(TlsConnector connector, TlsAcceptor acceptor, String host)
            throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            return runtime.blockOn(
                    async(() -> {
                        Duplex pipe = AsyncIo.duplex(ROOM);
                        var client = Async.spawn(meet(connector.connect(host, pipe.first())));
                        var server = Async.spawn(meet(acceptor.accept(pipe.second())));
                        return new Ends(
                                failure(client.outcome().await()),
                                failure(server.outcome().await()));
                    }));
        }
    }

    /** After the handshake both say goodbye and listen. */
    private static Future<Integer> meet(Future<TlsStream<DuplexStream>> handshake) {
        return async(() -> {
            try (var stream = handshake.await()) {
                stream.shutdown().await();
                return stream.read(ByteBuffer.allocate(1)).await();
            }
        });
    }

    private static @Nullable Throwable failure(Outcome<?> outcome) {
        return outcome instanceof Outcome.Failed<?> failed ? failed.failure() : null;
    }

    @Test
    void aGoodCertificateIsTaken() throws Exception {
        assertThat(ends(connector, acceptor, "localhost")).isEqualTo(new Ends(null, null));
        assertThat(ends(connector, acceptor, "127.0.0.1")).isEqualTo(new Ends(null, null));
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        Ends ends = ends(connector, TlsAcceptor.of(TestKeys.context("expired")), "localhost");
        assertThat(ends.client)
                .isInstanceOf(SSLHandshakeException.class)
                .hasStackTraceContaining("CertificateExpiredException");
        assertThat(ends.server).isInstanceOf(SSLException.class).hasMessageContaining("alert");
    }

    @Test
    void aCertificateForAnotherNameIsRefusedUnlessAnyNameWillDo() throws Exception {
        TlsAcceptor other = TlsAcceptor.of(TestKeys.context("other"));
        Ends ends = ends(connector, other, "localhost");
        assertThat(ends.client)
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("localhost");
        assertThat(ends.server).isInstanceOf(SSLException.class).hasMessageContaining("alert");
        assertThat(ends(connector.anyHostName(), other, "localhost"))
                .isEqualTo(new Ends(null, null));
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsRefused() throws Exception {
        Ends ends = ends(connector, TlsAcceptor.of(TestKeys.context("stranger")), "localhost");
        assertThat(ends.client)
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("certification path");
        assertThat(ends.server).isInstanceOf(SSLException.class).hasMessageContaining("alert");
    }

    @Test
    void aClientWithoutACertificateIsRefusedIfTheServerNeedsOne() throws Exception {
        Ends ends = ends(connector, acceptor.needClientAuth(), "localhost");
        assertThat(ends.server)
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("certificate");
        assertThat(ends.client).isInstanceOf(SSLException.class);
        assertThat(ends(connector, acceptor.wantClientAuth(), "localhost"))
                .isEqualTo(new Ends(null, null));
    }

    @Test
    void aClientOfAnUnknownAuthorityIsRefused() throws Exception {
        Ends ends =
                ends(
                        TlsConnector.of(TestKeys.context("stranger"))
                                .parameters(all -> all.setProtocols(new String[] {"TLSv1.2"})),
                        TlsAcceptor.of(TestKeys.context("server")).needClientAuth(),
                        "localhost");
        assertThat(ends.server).isInstanceOf(SSLHandshakeException.class);
        assertThat(ends.client).isInstanceOf(SSLException.class);
    }

    @Test
    void aClientsCertificateIsSeenByTheServer() throws Exception {
        withStreams(
                TlsConnector.of(TestKeys.context("client")),
                acceptor.needClientAuth(),
                (client, server) -> {
                    var certificate = (X509Certificate) server.peerCertificates().getFirst();
                    assertThat(certificate.getSubjectX500Principal().getName())
                            .isEqualTo("CN=a client");
                });
    }

    private interface Check {
        void on(TlsStream<DuplexStream> client, TlsStream<DuplexStream> server) throws Exception;
    }

    private static void withStreams(TlsConnector connector, TlsAcceptor acceptor, Check check)
            throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            runtime.blockOn(() -> {
                Duplex pipe = AsyncIo.duplex(ROOM);
                var both =
                        Async.join(
                                        connector.connect("localhost", 4711, pipe.first()),
                                        acceptor.accept(pipe.second()))
                                .await();
                both.second().writeAll(ByteBuffer.wrap(new byte[1])).await();
                both.first().readExact(ByteBuffer.allocate(1)).await();
                check.on(both.first(), both.second());
                both.first().shutdown().await();
                both.second().shutdown().await();
                assertThat(both.first().read(ByteBuffer.allocate(1)).await()).isEqualTo(-1);
            });
        }
    }

    @Test
    void alpnChoosesTheServersFavourite() throws Exception {
        withStreams(
                connector.alpn("http/1.1", "h2"),
                acceptor.alpn("h2", "http/1.1"),
                (client, server) -> {
                    assertThat(client.applicationProtocol()).isEqualTo("h2");
                    assertThat(server.applicationProtocol()).isEqualTo("h2");
                });
        withStreams(
                connector.alpn("a", "b", "c"),
                acceptor.alpnSelector(List::getLast),
                (client, _) -> assertThat(client.applicationProtocol()).isEqualTo("c"));
    }

    @Test
    void aClientWithNoProtocolInCommonIsRefused() throws Exception {
        Ends ends = ends(connector.alpn("mine"), acceptor.alpn("yours"), "localhost");
        assertThat(ends.server).isInstanceOf(SSLHandshakeException.class);
        assertThat(ends.client).hasMessageContaining("no_application_protocol");
    }

    @Test
    void aNameThatTheServerDoesNotHaveIsRefused() throws Exception {
        Ends ends = ends(connector, acceptor.serverNames("elsewhere"::equals), "localhost");
        assertThat(ends.client).hasMessageContaining("unrecognized_name");
        assertThat(ends(connector, acceptor.serverNames("localhost"::equals), "localhost"))
                .isEqualTo(new Ends(null, null));
    }

    /** Of a session that is resumed, the time is that of the first handshake. */
    @Test
    void aSecondConnectionResumesTheSession() throws Exception {
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            SSLContext context = TestKeys.context(null);
            TlsConnector again =
                    TlsConnector.of(context)
                            .parameters(all -> all.setProtocols(new String[] {version}));
            List<Long> made = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                withStreams(
                        again,
                        acceptor,
                        (client, _) -> made.add(client.session().getCreationTime()));
            }
            assertThat(made.get(1)).as(version).isEqualTo(made.get(0));
        }
    }

    private static @Nullable Throwable after(
            String sent, boolean client, TlsConnector connector, TlsAcceptor acceptor)
            throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            return runtime.blockOn(
                    async(() -> {
                        Duplex pipe = AsyncIo.duplex(ROOM);
                        pipe.first().writeAll(ByteBuffer.wrap(sent.getBytes(US_ASCII))).await();
                        pipe.first().shutdown().await();
                        var handshake =
                                Async.spawn(
                                        client
                                                ? connector.connect("localhost", pipe.second())
                                                : acceptor.accept(pipe.second()));
                        Throwable failure = failure(handshake.outcome().await());
                        while (pipe.first().read(ByteBuffer.allocate(ROOM)).await() >= 0) {}
                        return failure;
                    }));
        }
    }

    @Test
    void plainHttpOnATlsPortIsNamed() throws Exception {
        assertThat(after("GET / HTTP/1.1\r\n\r\n", false, connector, acceptor))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageStartingWith("plain HTTP on a TLS connection")
                .hasMessageContaining("\"GET / HTTP/1.1\"");
        assertThat(after("HTTP/1.1 400 Bad Request\r\n\r\n", true, connector, acceptor))
                .hasMessageStartingWith("plain HTTP on a TLS connection");
        assertThat(after("SSH-2.0-x\n", true, connector, acceptor))
                .hasMessageStartingWith("no TLS on a TLS connection");
    }

    @Test
    void anEndInTheHandshakeIsNamed() throws Exception {
        for (String sent : List.of("", "\u0016\u0003", "\u0016\u0003\u0001\u0001\u0000\u0001")) {
            assertThat(after(sent, false, connector, acceptor))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessage("the connection ended in the handshake");
        }
    }

    @Test
    void aTimeoutEndsAHandshakeWithAPeerThatSaysNothing() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().startPaused(true).build()) {
            runtime.blockOn(() -> {
                Duplex pipe = AsyncIo.duplex(ROOM);
                var waiting =
                        Async.spawn(
                                timeout(Duration.ofSeconds(10), acceptor.accept(pipe.second())));
                assertThat(failure(waiting.outcome().await())).isInstanceOf(ElapsedException.class);
                assertThat(pipe.first().read(ByteBuffer.allocate(1)).await()).isEqualTo(-1);
            });
        }
    }

    /** Counts engines that were made and not released. */
    private static final class Counted implements TlsEngineFactory {
        private final TlsEngineFactory real;
        final AtomicInteger open = new AtomicInteger();

        Counted(SSLContext context) {
            real = TlsEngineFactory.of(context);
        }

        @Override
        public SSLEngine create(@Nullable String host, int port) throws SSLException {
            open.incrementAndGet();
            return real.create(host, port);
        }

        @Override
        public void release(SSLEngine engine) {
            open.decrementAndGet();
        }
    }

    /** The engine has a lock, which its tasks hold; and what it says meanwhile means nothing. */
    @Test
    void aPollWhileTheEnginesTasksRunDoesNotAskTheEngine() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicBoolean ran = new AtomicBoolean();
        TlsAcceptor slow =
                acceptor.alpnSelector(names -> {
                    running.countDown();
                    awaitAtMost20Seconds(mayEnd);
                    ran.set(true);
                    return names.getFirst();
                });
        Context cx = Context.noop();
        try (var runtime = AsyncRuntime.multiThread().workerThreads(1).build()) {
            Duplex pipe = AsyncIo.duplex(ROOM);
            var client =
                    runtime.spawn(meet(connector.alpn("x").connect("localhost", pipe.first())));
            var server = slow.accept(pipe.second());
            try (var _ = runtime.handle().enter()) {
                while (running.getCount() > 0) {
                    assertThat(server.poll(cx).isPending()).isTrue();
                    Thread.onSpinWait();
                }
                assertThat(server.poll(cx).isPending()).isTrue();
                assertThat(ran).isFalse();
                mayEnd.countDown();
            }
            runtime.blockOn(meet(server));
            runtime.blockOn(client);
        }
    }

    private static void awaitAtMost20Seconds(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aHandshakeCancelledAnywhereClosesItsStreamAndReleasesItsEngine() throws Exception {
        for (boolean client : new boolean[] {true, false}) {
            int waits = 0;
            while (!endsAfter(client, waits)) {
                waits++;
            }
            assertThat(waits).isGreaterThan(3);
        }
    }

    /** True if one side is done before so many polls; else it is cancelled there. */
    private static boolean endsAfter(boolean client, int polls) throws Exception {
        Counted near = new Counted(TestKeys.context(client ? null : "server"));
        Counted far = new Counted(TestKeys.context(client ? "server" : null));
        Duplex pipe = AsyncIo.duplex(300);
        Semaphore wakes = new Semaphore(0);
        Context cx = Context.of(Waker.of(wakes::release));
        boolean done = false;
        try (var runtime = AsyncRuntime.currentThread().build()) {
            try (var _ = runtime.handle().enter()) {
                var mine = side(client, near, pipe.first());
                var others = side(!client, far, pipe.second());
                TlsStream<DuplexStream> othersStream = null;
                for (int i = 0; i < polls && !done; i++) {
                    if (i > 0) {
                        wakes.acquire();
                        wakes.drainPermits();
                    }
                    if (mine.poll(cx) instanceof Poll.Ready<TlsStream<DuplexStream>>(var stream)) {
                        done = true;
                        stream.close();
                    } else if (othersStream == null
                            && others.poll(cx)
                                    instanceof Poll.Ready<TlsStream<DuplexStream>>(var stream)) {
                        othersStream = stream;
                    }
                }
                assertThat(mine.cancel(cx)).isTrue();
                assertThat(mine.cancel(cx)).isTrue();
                ByteBuffer rest = ByteBuffer.allocate(1000);
                int n;
                do {
                    n = pipe.second().pollRead(cx, rest.clear());
                } while (n > 0);
                assertThat(n).as("the stream is closed").isEqualTo(IoStatus.END);
                others.cancel(cx);
                if (othersStream != null) {
                    othersStream.close();
                }
            }
        }
        // The runtime has waited for tasks of the engines that still ran.
        assertThat(near.open).hasValue(0);
        assertThat(far.open).hasValue(0);
        return done;
    }

    private static Future<TlsStream<DuplexStream>> side(
            boolean client, TlsEngineFactory factory, DuplexStream stream) {
        return client
                ? TlsConnector.of(factory).connect("localhost", stream)
                : TlsAcceptor.of(factory).accept(stream);
    }
}
