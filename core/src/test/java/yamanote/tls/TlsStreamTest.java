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
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import yamanote.future.AsyncAction;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.io.AsyncIo;
import yamanote.io.AsyncRead;
import yamanote.io.AsyncWrite;
import yamanote.io.Bytes;
import yamanote.io.DuplexStream;
import yamanote.io.IoStatus;
import yamanote.runtime.AsyncRuntime;
import yamanote.task.Outcome;

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
        over(
                1 << 16,
                () -> {
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
        over(
                1,
                () -> {
                    var sent =
                            spawn(
                                    async(() -> {
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
        over(
                5_000,
                () -> {
                    var sent =
                            spawn(
                                    async(() -> {
                                        client.writeAll(ByteBuffer.wrap(much)).await();
                                        client.shutdown().await();
                                    }));
                    Bytes read = new Bytes();
                    server.readToEnd(read).await();
                    sent.await();
                    assertThat(read.toByteArray()).isEqualTo(much);
                });
    }

    @Test
    void twoTasksReadAndWriteAtOnce() throws Exception {
        byte[] much = random(300_000);
        over(
                10_000,
                () -> {
                    var there = spawn(send(client, much));
                    var back = spawn(send(server, much));
                    var heard = spawn(receive(client, much.length));
                    assertThat(receive(server, much.length).await()).isEqualTo(much);
                    assertThat(heard.await()).isEqualTo(much);
                    there.await();
                    back.await();
                });
    }

    @Test
    void halvesOfSplitReadAndWriteAtOnce() throws Exception {
        byte[] much = random(300_000);
        over(
                10_000,
                () -> {
                    var near = AsyncIo.split(client);
                    var far = AsyncIo.split(server);
                    var there = spawn(send(near.writer(), much));
                    var back = spawn(send(far.writer(), much));
                    var heard = spawn(receive(near.reader(), much.length));
                    assertThat(receive(far.reader(), much.length).await()).isEqualTo(much);
                    assertThat(heard.await()).isEqualTo(much);
                    there.await();
                    back.await();
                });
    }

    private static Future<Void> send(AsyncWrite stream, byte[] bytes) {
        return async(() -> {
            stream.writeAll(ByteBuffer.wrap(bytes)).await();
            stream.flush().await();
        });
    }

    private static Future<byte[]> receive(AsyncRead stream, int length) {
        return async(() -> {
            ByteBuffer read = ByteBuffer.allocate(length);
            stream.readExact(read).await();
            return read.array();
        });
    }

    @Test
    void afterItsShutdownTheClientStillReads() throws Exception {
        over(
                1 << 16,
                () -> {
                    client.writeAll(bytes("last")).await();
                    server.writeAll(bytes("sent before")).await();
                    client.shutdown().await();
                    client.shutdown().await();
                    assertThat(text(client, 11).await()).isEqualTo("sent before");
                    assertThat(text(server, 4).await()).isEqualTo("last");
                    assertThat(server.read(ByteBuffer.allocate(1)).await()).isEqualTo(-1);
                    assertThat(server.read(ByteBuffer.allocate(1)).await()).isEqualTo(-1);
                    assertThatThrownBy(() -> client.pollWrite(Context.noop(), bytes("no")))
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining("output was ended");
                    if (version.equals("TLSv1.3")) {
                        server.writeAll(bytes("answer")).await();
                        assertThat(text(client, 6).await()).isEqualTo("answer");
                    } else {
                        assertThatThrownBy(() -> server.pollWrite(Context.noop(), bytes("no")))
                                .isInstanceOf(IOException.class)
                                .hasMessageContaining("ends both ways");
                    }
                    server.shutdown().await();
                    assertThat(client.read(ByteBuffer.allocate(1)).await()).isEqualTo(-1);
                });
    }

    @Test
    void afterTheServersShutdownTheClientReadsAnEnd() throws Exception {
        over(
                1 << 16,
                () -> {
                    server.shutdown().await();
                    assertThat(client.read(ByteBuffer.allocate(1)).await()).isEqualTo(-1);
                    client.shutdown().await();
                    assertThat(server.read(ByteBuffer.allocate(1)).await()).isEqualTo(-1);
                });
    }

    @Test
    void bothMayShutDownAtOnce() throws Exception {
        over(
                1 << 16,
                () -> {
                    join(client.shutdown(), server.shutdown()).await();
                    assertThat(client.read(ByteBuffer.allocate(1)).await()).isEqualTo(-1);
                    assertThat(server.read(ByteBuffer.allocate(1)).await()).isEqualTo(-1);
                });
    }

    @Test
    void anEndWithoutCloseNotifyIsTruncation() throws Exception {
        over(
                1 << 16,
                () -> {
                    client.writeAll(bytes("cut")).await();
                    client.flush().await();
                    client.close();
                    assertThat(text(server, 3).await()).isEqualTo("cut");
                    for (int i = 0; i < 2; i++) {
                        assertThatThrownBy(() ->
                                        server.pollRead(Context.noop(), ByteBuffer.allocate(1)))
                                .isInstanceOf(SSLException.class)
                                .hasMessageStartingWith("truncated");
                    }
                });
    }

    @Test
    void aRecordCutInTheMiddleIsTruncation() throws Exception {
        over(
                1 << 16,
                () -> {
                    // Of a record of data, the header says 100 bytes, and one comes.
                    client.inner()
                            .writeAll(ByteBuffer.wrap(new byte[] {23, 3, 3, 0, 100, 7}))
                            .await();
                    client.inner().shutdown().await();
                    assertThatThrownBy(
                                    () -> server.pollRead(Context.noop(), ByteBuffer.allocate(1)))
                            .isInstanceOf(SSLException.class)
                            .hasMessageStartingWith("truncated");
                });
    }

    @Test
    void aForgedRecordFailsBothEnds() throws Exception {
        over(
                1 << 16,
                () -> {
                    byte[] forged = new byte[105];
                    System.arraycopy(new byte[] {23, 3, 3, 0, 100}, 0, forged, 0, 5);
                    client.inner().writeAll(ByteBuffer.wrap(forged)).await();
                    assertThatThrownBy(
                                    () -> server.pollRead(Context.noop(), ByteBuffer.allocate(1)))
                            .isInstanceOf(SSLException.class);
                    assertThatThrownBy(
                                    () -> server.pollRead(Context.noop(), ByteBuffer.allocate(1)))
                            .isInstanceOf(SSLException.class)
                            .hasMessageContaining("has failed");
                    assertThatThrownBy(() -> server.pollWrite(Context.noop(), bytes("no")))
                            .isInstanceOf(SSLException.class)
                            .hasMessageContaining("has failed");
                    assertThatThrownBy(
                                    () -> client.pollRead(Context.noop(), ByteBuffer.allocate(1)))
                            .as("the alert has come")
                            .isInstanceOf(SSLException.class)
                            .hasMessageContaining("alert");
                });
    }

    @Test
    void severalBuffersMakeOneRecord() throws Exception {
        over(
                1 << 16,
                () -> {
                    ByteBuffer[] parts = {bytes("one "), bytes("two "), bytes("three")};
                    assertThat(client.write(parts).await()).isEqualTo(13L);
                    ByteBuffer target = ByteBuffer.allocate(100);
                    assertThat(server.read(target).await()).isEqualTo(13);
                });
    }

    @Test
    void aSmallTargetGetsARecordPieceByPiece() throws Exception {
        over(
                1 << 16,
                () -> {
                    client.writeAll(bytes("abcdef")).await();
                    for (int i = 0; i < 3; i++) {
                        assertThat(server.read(ByteBuffer.allocate(2)).await()).isEqualTo(2);
                    }
                    assertThat(server.in().holdsBuffers()).isFalse();
                });
    }

    @Test
    void anIdleStreamHoldsNoBuffers() throws Exception {
        over(
                1 << 16,
                () -> {
                    client.writeAll(bytes("x")).await();
                    assertThat(text(server, 1).await()).isEqualTo("x");
                    server.writeAll(bytes("y")).await();
                    assertThat(text(client, 1).await()).isEqualTo("y");
                    Context cx = Context.noop();
                    for (var stream : List.of(client, server)) {
                        assertThat(stream.pollRead(cx, ByteBuffer.allocate(9)))
                                .isEqualTo(IoStatus.PENDING);
                        assertThat(stream.in().holdsBuffers()).isFalse();
                        assertThat(stream.out().holdsBuffer()).isFalse();
                    }
                });
    }

    /** Reads and writes, each cancelled at its first wait. */
    @Test
    void whatIsCancelledInTheMiddleOfARecordLosesNothing() throws Exception {
        byte[] much = random(40_000);
        over(
                100,
                () -> {
                    Context cx = Context.noop();
                    ByteBuffer source = ByteBuffer.wrap(much);
                    ByteBuffer target = ByteBuffer.allocate(much.length);
                    boolean flushed = false;
                    while (!flushed || target.hasRemaining()) {
                        if (source.hasRemaining()) {
                            var write = client.write(source);
                            write.poll(cx);
                            write.cancel(cx);
                        } else {
                            var flush = client.flush();
                            flushed = flush.poll(cx).isReady();
                            flush.cancel(cx);
                        }
                        var read = server.read(target);
                        read.poll(cx);
                        read.cancel(cx);
                    }
                    assertThat(target.array()).isEqualTo(much);
                });
    }

    @Test
    void closingEndsAReaderThatWaits() throws Exception {
        over(
                1 << 16,
                () -> {
                    var read = spawn(client.read(ByteBuffer.allocate(1)));
                    client.close();
                    client.close();
                    assertThat(read.outcome().await())
                            .isInstanceOfSatisfying(
                                    Outcome.Failed.class,
                                    failed ->
                                            assertThat(failed.failure())
                                                    .isInstanceOf(AsynchronousCloseException.class)
                                                    .hasMessageContaining("closed by this side"));
                    assertThatThrownBy(() -> client.pollWrite(Context.noop(), bytes("no")))
                            .isInstanceOf(AsynchronousCloseException.class);
                    assertThat(client.in().holdsBuffers()).isFalse();
                });
    }

    @Test
    void aStreamThatIsAlwaysReadyYieldsWhenTheBudgetIsSpent() throws Exception {
        over(
                1 << 16,
                () -> {
                    client.writeAll(bytes("0123456789")).await();
                    Context cx = Context.noop();
                    cx.budget(3);
                    int read = 0;
                    while (server.pollRead(cx, ByteBuffer.allocate(1)) == 1) {
                        read++;
                    }
                    assertThat(read).isBetween(1, 3);
                });
    }
}
