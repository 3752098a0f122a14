package yamanote.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;
import static yamanote.Async.join;
import static yamanote.Async.spawn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.util.Random;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import yamanote.future.AsyncAction;
import yamanote.future.Future;
import yamanote.io.AsyncIo;
import yamanote.io.Bytes;
import yamanote.io.DuplexStream;
import yamanote.runtime.AsyncRuntime;

/** What a stream promises once hands are shaken, over a pipe in memory, in both versions. */
@ParameterizedClass
@ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
@Timeout(120)
class TlsStreamTest {
    @Parameter String version;

    private TlsStream<DuplexStream> client;
    private TlsStream<DuplexStream> server;

    /** Runs {@code body} with the two ends of a connection with so many bytes on their way. */
    private void over(int capacity, AsyncAction body) throws Exception {
        try (var runtime = AsyncRuntime.multiThread().workerThreads(2).build()) {
            runtime.blockOn(() -> {
                shakeHands(capacity).await();
                async(body).await();
            });
        }
    }

    private Future<Void> shakeHands(int capacity) {
        return async(() -> {
            var pipe = AsyncIo.duplex(capacity);
            var connector =
                    TlsConnector.of(TestKeys.context(null))
                            .parameters(all -> all.setProtocols(new String[] {version}));
            var both =
                    join(
                                    connector.connect("localhost", pipe.first()),
                                    TlsAcceptor.of(TestKeys.context("server"))
                                            .accept(pipe.second()))
                            .await();
            client = both.first();
            server = both.second();
        });
    }

    private static ByteBuffer bytes(String text) {
        return UTF_8.encode(text);
    }

    private static Future<String> text(TlsStream<?> stream, int length) {
        return async(() -> {
            ByteBuffer target = ByteBuffer.allocate(length);
            stream.readExact(target).await();
            return UTF_8.decode(target.flip()).toString();
        });
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(42).nextBytes(bytes);
        return bytes;
    }

    @Test
    void whatOneSideWritesTheOtherReads() throws Exception {
        over(1 << 16, () -> {
            client.writeAll(bytes("hello")).await();
            assertThat(text(server, 5).await()).isEqualTo("hello");
            server.writeAll(bytes("good day")).await();
            assertThat(text(client, 8).await()).isEqualTo("good day");
            assertThat(client.session().getProtocol()).isEqualTo(version);
            assertThat(client.peerCertificates()).hasSize(2);
            assertThat(server.peerCertificates()).isEmpty();
            assertThat(client.applicationProtocol()).isNull();
            assertThat(client.toString()).contains(version);
        });
    }

    /** Every split of every record, in the handshake too. */
    @Test
    void bytesThatComeOneByOneMakeRecords() throws Exception {
        over(1, () -> {
            var sent = spawn(async(() -> {
                client.writeAll(bytes("a few words")).await();
                client.shutdown().await();
            }));
            Bytes read = new Bytes();
            server.readToEnd(read).await();
            sent.await();
            assertThat(read.toByteArray()).asString().isEqualTo("a few words");
        });
    }

    @Test
    void largeWritesAreSplitIntoRecordsAndComeWhole() throws Exception {
        byte[] much = random(1_000_000);
        over(5_000, () -> {
            var sent = spawn(async(() -> {
                client.writeAll(ByteBuffer.wrap(much)).await();
                client.shutdown().await();
            }));
            Bytes read = new Bytes();
            server.readToEnd(read).await();
            sent.await();
            assertThat(read.toByteArray()).isEqualTo(much);
        });
    }
}
