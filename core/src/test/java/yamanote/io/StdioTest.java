package yamanote.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.timeout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Context;
import yamanote.runtime.AsyncRuntime;

/** The streams of the process, over others. */
@Timeout(60)
class StdioTest {
    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes());
    }

    @Test
    void inputThatNeverComesKeepsNoRuntimeFromClosingAndIsThereForTheNext() throws Exception {
        var keys = new PipedOutputStream();
        InputPump in = new InputPump(new PipedInputStream(keys), "yamanote-test-stdin");
        ByteBuffer target = ByteBuffer.allocate(8);
        try (var runtime =
                AsyncRuntime.currentThread().shutdownTimeout(Duration.ofSeconds(30)).build()) {
            assertThatThrownBy(() ->
                            runtime.blockOn(() -> {
                                var read = in.read(target);
                                timeout(Duration.ofMillis(1), read).await();
                            }))
                    .isInstanceOf(TimeoutException.class);
            runtime.spawn(in.read(target));
        }
        keys.write("hi".getBytes());
        keys.close();
        try (var runtime = AsyncRuntime.multiThread().workerThreads(1).build()) {
            Bytes all = new Bytes();
            assertThat(runtime.blockOn(in.readToEnd(all))).isEqualTo(2);
            assertThat(all.takeString(2)).isEqualTo("hi");
            assertThat(runtime.blockOn(in.read(target))).as("an end again").isEqualTo(-1);
        }
    }

    @Test
    void aFailureOfTheInputIsTheReaders() throws Exception {
        InputPump in =
                new InputPump(
                        new InputStream() {
                            @Override
                            public int read() throws IOException {
                                throw new IOException("unplugged");
                            }
                        },
                        "yamanote-test-stdin");
        try (var runtime = AsyncRuntime.currentThread().build()) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> runtime.blockOn(in.read(ByteBuffer.allocate(1))))
                        .hasMessage("unplugged");
            }
        }
    }

    @Test
    void outputIsWrittenInOrderAndWhenFlushed() throws Exception {
        var written = new ByteArrayOutputStream();
        BlockingWrite out = new BlockingWrite(written, "test");
        try (var runtime = AsyncRuntime.currentThread().build()) {
            runtime.blockOn(() -> {
                for (int i = 0; i < 100; i++) {
                    out.writeAll(bytes(i + " ")).await();
                }
                out.flush().await();
                assertThat(written.toString()).startsWith("0 1 2 ").endsWith(" 98 99 ");
                out.writeAll(ByteBuffer.allocate(200_000)).await();
                out.shutdown().await();
            });
        }
        assertThat(written.size()).isEqualTo(200_290);
    }

    @Test
    void whatWasTakenIsWrittenThoughTheRuntimeCloses() throws Exception {
        var written = new ByteArrayOutputStream();
        var begun = new CountDownLatch(1);
        OutputStream slow =
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        written.write(b);
                    }

                    @Override
                    public void write(byte[] b, int off, int len) {
                        begun.countDown();
                        written.write(b, off, len);
                    }
                };
        BlockingWrite out = new BlockingWrite(slow, "test");
        try (var runtime = AsyncRuntime.currentThread().build()) {
            assertThat(runtime.blockOn(out.write(bytes("last words")))).isEqualTo(10);
        }
        assertThat(written).hasToString("last words");
    }

    @Test
    void aFailureOfTheOutputComesWithTheNextCall() throws Exception {
        BlockingWrite out =
                new BlockingWrite(
                        new OutputStream() {
                            @Override
                            public void write(int b) throws IOException {
                                throw new IOException("paper out");
                            }
                        },
                        "test");
        try (var runtime = AsyncRuntime.currentThread().build()) {
            assertThat(runtime.blockOn(out.write(bytes("x")))).isEqualTo(1);
            assertThatThrownBy(() -> runtime.blockOn(out.flush())).hasMessage("paper out");
            runtime.blockOn(out.flush());
        }
    }

    @Test
    void outputNeedsARuntime() {
        assertThatThrownBy(() -> AsyncIo.stdout().write(bytes("x")).poll(Context.noop()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("AsyncIo.stdout");
    }
}
