package yamanote.fs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;
import static yamanote.Async.join;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.io.IoStatus;
import yamanote.runtime.AsyncRuntime;

/** Files as streams; Tokio's fs_file.rs and file/tests.rs. */
@Timeout(60)
class FileTest {
    @TempDir Path directory;

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private static String text(ByteBuffer filled) {
        return UTF_8.decode(filled.flip()).toString();
    }

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("file"), content);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenAndFlushedIsRead(Pool pool) throws Exception {
        Path path = directory.resolve("new");
        try (var runtime = pool.build()) {
            runtime.blockOn(() -> {
                try (File file = File.create(path).await()) {
                    file.writeAll(bytes("hello, ")).await();
                    file.writeAll(bytes("world")).await();
                    file.flush().await();
                }
                try (File file = File.open(path).await()) {
                    ByteBuffer buffer = ByteBuffer.allocate(100);
                    while (file.read(buffer).await() >= 0) {}
                    assertThat(text(buffer)).isEqualTo("hello, world");
                    assertThat(file.position()).isEqualTo(12);
                }
            });
        }
    }

    /** The job behind shows that the open has been carried out. */
    @ParameterizedTest
    @ValueSource(ints = {7, 1_000_000})
    void aFileOpenedForNobodyIsClosed(int size) throws Exception {
        Path path = file("x".repeat(size)).toRealPath();
        try (var runtime = AsyncRuntime.currentThread().maxBlockingThreads(1).build()) {
            runtime.blockOn(() -> {
                for (int i = 0; i < 20; i++) {
                    Future<File> open = File.open(path);
                    if (open.poll(Context.noop()) instanceof Poll.Ready<File>(var atOnce)) {
                        atOnce.close();
                    } else {
                        open.cancel(Context.noop());
                    }
                    Fs.metadata(path).await();
                    assertThat(Descriptors.of(path)).isZero();
                }
            });
        }
    }

    /** A read of more than a buffer holds comes in pieces; those fit together. */
    @ParameterizedTest
    @EnumSource
    void manyBuffersFitTogether(Pool pool) throws Exception {
        byte[] all = new byte[1_000_003];
        new Random(7).nextBytes(all);
        Path path = directory.resolve("large");
        try (var runtime = pool.build()) {
            runtime.blockOn(() -> {
                try (File file = File.create(path).await()) {
                    file.maxBufferSize(10_000);
                    file.writeAll(ByteBuffer.wrap(all)).await();
                    file.flush().await();
                }
                assertThat(Fs.read(path).await()).isEqualTo(all);
                try (File file = File.open(path).await()) {
                    ByteBuffer back = ByteBuffer.allocate(all.length);
                    file.maxBufferSize(4_096);
                    file.readExact(back).await();
                    assertThat(back.array()).isEqualTo(all);
                }
                try (File file = File.open(path).await()) {
                    ByteBuffer back = ByteBuffer.allocate(all.length);
                    for (ByteBuffer some = file.fillBuf().await();
                            some.hasRemaining();
                            some = file.fillBuf().await()) {
                        int count = some.remaining();
                        back.put(some.duplicate());
                        file.consume(count);
                    }
                    assertThat(back.array()).isEqualTo(all);
                }
            });
        }
    }

    /** B283: a write ends when its bytes are copied; the second waits for the first. */
    @ParameterizedTest
    @EnumSource
    void writeEndsWhenItsBytesAreCopied(Pool pool) throws Exception {
        Path path = directory.resolve("new");
        try (var runtime = pool.build()) {
            runtime.blockOn(() -> {
                File file = File.create(path).await();
                file.maxBufferSize(4);
                try (var _ = Pool.holdUp(runtime)) {
                    ByteBuffer source = bytes("abcdefgh");
                    assertThat(file.write(source).await()).isEqualTo(4);
                    assertThat(source.position()).isEqualTo(4);
                    assertThat(Files.size(path)).isZero();
                    assertThat(file.pollWrite(Context.noop(), source)).isEqualTo(IoStatus.PENDING);
                    assertThat(file.pollFlush(Context.noop())).isFalse();
                }
                file.flush().await();
                assertThat(Files.readString(path)).isEqualTo("abcd");
                file.close();
            });
        }
    }

    /** B283, B288: the failure of a write comes with the next write or flush, once. */
    @ParameterizedTest
    @EnumSource
    void failureOfAWriteComesWithTheNextAndLeavesTheFileUsable(Pool pool) throws Exception {
        Path path = file("abc");
        try (var runtime = pool.build()) {
            runtime.blockOn(() -> {
                try (File file = File.open(path).await()) {
                    assertThat(file.write(bytes("x")).await()).isEqualTo(1);
                    assertThatThrownBy(() -> throwOf(file, runtime))
                            .isInstanceOf(IOException.class);
                    file.flush().await();
                    file.write(bytes("y")).await();
                    try {
                        file.write(bytes("z")).await();
                        throw new AssertionError("the write before has failed");
                    } catch (IOException e) {
                        assertThat(e)
                                .hasRootCauseInstanceOf(
                                        java.nio.channels.NonWritableChannelException.class);
                    }
                    file.seek(0);
                    ByteBuffer buffer = ByteBuffer.allocate(3);
                    file.readExact(buffer).await();
                    assertThat(text(buffer)).isEqualTo("abc");
                }
            });
        }
    }

    private static void throwOf(File file, AsyncRuntime runtime) throws Exception {
        Thread[] failed = new Thread[1];
        Exception[] thrown = new Exception[1];
        failed[0] =
                Thread.ofVirtual()
                        .start(() -> {
                            try (var _ = runtime.handle().enter()) {
                                file.flush().await();
                            } catch (Exception e) {
                                thrown[0] = e;
                            }
                        });
        failed[0].join();
        if (thrown[0] != null) {
            throw thrown[0];
        }
    }

    /** B284: neither the close of the file nor the end of the future takes a write back. */
    @ParameterizedTest
    @EnumSource
    void writeIsCarriedOutThoughTheFileIsClosed(Pool pool) throws Exception {
        Path path = directory.resolve("new");
        try (var runtime = pool.build()) {
            runtime.blockOn(() -> {
                File file = File.create(path).await();
                try (var _ = Pool.holdUp(runtime)) {
                    file.write(bytes("last words")).await();
                    file.close();
                    assertThatThrownBy(() -> file.pollWrite(Context.noop(), bytes("x")))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("closed");
                    assertThat(Files.size(path)).isZero();
                }
            });
        }
        assertThat(Files.readString(path)).isEqualTo("last words");
    }

    /**
     * B285: what was fetched and not taken comes next; a write goes to where the taking stopped.
     */
    @ParameterizedTest
    @EnumSource
    void restOfWhatWasFetchedComesNextAndAWriteGoesBeforeIt(Pool pool) throws Exception {
        Path path = file("0123456789");
        try (var runtime = pool.build()) {
            runtime.blockOn(() -> {
                try (File file =
                        File.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)
                                .await()) {
                    assertThat(file.fillBuf().await().remaining()).isEqualTo(10);
                    ByteBuffer two = ByteBuffer.allocate(2);
                    file.read(two).await();
                    assertThat(text(two)).isEqualTo("01");
                    file.read(two.clear()).await();
                    assertThat(text(two)).isEqualTo("23");
                    file.writeAll(bytes("ab")).await();
                    file.read(two.clear()).await();
                    assertThat(text(two)).isEqualTo("67");
                }
            });
        }
        assertThat(Files.readString(path)).isEqualTo("0123ab6789");
    }

    /** As of any reader with a buffer: looking into it takes nothing out. */
    @ParameterizedTest
    @EnumSource
    void whatIsReadOfTheViewIsNotTaken(Pool pool) throws Exception {
        Path path = file("0123456789");
        try (var runtime = pool.build()) {
            runtime.blockOn(() -> {
                try (File file = File.open(path).await()) {
                    assertThat(UTF_8.decode(file.fillBuf().await()).toString())
                            .isEqualTo("0123456789");
                    file.consume(4);
                    assertThat(file.position()).isEqualTo(4);
                    ByteBuffer view = file.fillBuf().await();
                    view.limit(view.position() + 1);
                    assertThat(UTF_8.decode(file.fillBuf().await()).toString()).isEqualTo("456789");
                    assertThatThrownBy(() -> file.consume(7))
                            .isInstanceOf(IllegalArgumentException.class);
                    file.consume(6);
                    assertThat(file.fillBuf().await().hasRemaining()).isFalse();
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void linesNeedNoOtherBuffer(Pool pool) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            text.append("line ").append(i).append('\n');
        }
        Path path = file(text.toString());
        try (var runtime = pool.build()) {
            runtime.blockOn(() -> {
                try (File file = File.open(path).await()) {
                    file.maxBufferSize(100);
                    var lines = file.lines();
                    for (int i = 0; i < 1_000; i++) {
                        assertThat(lines.next().await()).isEqualTo("line " + i);
                    }
                    assertThat(lines.next().await()).isNull();
                    file.seek(0);
                    StringBuilder first = new StringBuilder();
                    assertThat(file.readLine(first).await()).isEqualTo(7);
                    assertThat(first).hasToString("line 0\n");
                    assertThat(file.position()).isEqualTo(7);
                }
            });
        }
    }

    /** A read that is cancelled loses nothing: the next takes what it has fetched. */
    @ParameterizedTest
    @EnumSource
    void cancelledReadLosesNothing(Pool pool) throws Exception {
        Path path = file("0123456789");
        try (var runtime = pool.build()) {
            runtime.blockOn(() -> {
                try (File file = File.open(path).await()) {
                    ByteBuffer lost = ByteBuffer.allocate(4);
                    try (var _ = Pool.holdUp(runtime)) {
                        Future<Integer> read = file.read(lost);
                        assertThat(read.poll(Context.noop()).isPending()).isTrue();
                        assertThat(read.cancel(Context.noop())).isTrue();
                    }
                    ByteBuffer all = ByteBuffer.allocate(10);
                    file.readExact(all).await();
                    assertThat(text(all)).isEqualTo("0123456789");
                    assertThat(lost.position()).isZero();
                }
            });
        }
    }

    /** B286: a seek needs no job, so it is legal at any time; what was on its way is dropped. */
    @ParameterizedTest
    @EnumSource
    void seekBesideAReadDropsWhatThatFetches(Pool pool) throws Exception {
        Path path = file("0123456789");
        try (var runtime = pool.build()) {
            runtime.blockOn(() -> {
                try (File file = File.open(path).await()) {
                    ByteBuffer buffer = ByteBuffer.allocate(4);
                    try (var _ = Pool.holdUp(runtime)) {
                        assertThat(file.pollRead(Context.noop(), buffer))
                                .isEqualTo(IoStatus.PENDING);
                        file.seek(6);
                    }
                    file.readExact(buffer).await();
                    assertThat(text(buffer)).isEqualTo("6789");
                    assertThatThrownBy(() -> file.seek(-1))
                            .isInstanceOf(IllegalArgumentException.class);
                }
            });
        }
    }

    /** B287: syncs, size and setLength come after what was written. */
    @ParameterizedTest
    @EnumSource
    void syncAndSizeComeAfterWhatWasWritten(Pool pool) throws Exception {
        Path path = directory.resolve("new");
        try (var runtime = pool.build()) {
            runtime.blockOn(() -> {
                try (File file = File.create(path).await()) {
                    file.write(bytes("0123456789")).await();
                    assertThat(file.size().await()).isEqualTo(10);
                    file.write(bytes("abc")).await();
                    file.setLength(4).await();
                    assertThat(Files.readString(path)).isEqualTo("0123");
                    file.setLength(6).await();
                    assertThat(Files.readString(path)).isEqualTo("0123\0\0");
                    file.seek(0);
                    file.write(bytes("x")).await();
                    file.syncData().await();
                    assertThat(Files.readString(path)).isEqualTo("x123\0\0");
                    file.syncAll().await();
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void positionalOperationsGoBesideEachOther(Pool pool) throws Exception {
        Path path = file("0123456789");
        try (var runtime = pool.build()) {
            runtime.blockOn(() -> {
                try (File file =
                        File.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)
                                .await()) {
                    ByteBuffer first = ByteBuffer.allocate(3);
                    ByteBuffer second = ByteBuffer.allocate(3);
                    join(
                                    file.readAt(0, first),
                                    file.readAt(8, second),
                                    file.writeAt(4, bytes("xy")))
                            .await();
                    assertThat(text(first)).isEqualTo("012");
                    assertThat(text(second)).isEqualTo("89");
                    assertThat(file.readAt(10, second.clear()).await()).isEqualTo(-1);
                    assertThat(file.position()).isZero();
                }
            });
        }
        assertThat(Files.readString(path)).isEqualTo("0123xy6789");
    }

    /** The job has found it: whoever looks after its wake needs no other one. */
    @ParameterizedTest
    @EnumSource
    void theEndCostsOneJob(Pool pool) throws Exception {
        Path path = file("");
        try (var runtime = pool.build();
                var _ = runtime.handle().enter()) {
            File file = runtime.blockOn(File.open(path));
            for (boolean fill : new boolean[] {false, true}) {
                CountDownLatch woken = new CountDownLatch(1);
                Context cx = Context.of(Waker.of(woken::countDown));
                ByteBuffer one = ByteBuffer.allocate(1);
                try (var _ = Pool.holdUp(runtime)) {
                    assertThat(file.pollRead(cx, one)).isEqualTo(IoStatus.PENDING);
                }
                woken.await();
                try (var _ = Pool.holdUp(runtime)) {
                    if (fill) {
                        assertThat(file.pollFill(cx).hasRemaining()).isFalse();
                    } else {
                        assertThat(file.pollRead(cx, one)).isEqualTo(IoStatus.END);
                    }
                }
            }
            file.close();
        }
    }

    @Test
    void appendGoesToTheEnd() throws Exception {
        Path path = file("log:");
        try (var runtime = Pool.CURRENT_THREAD.build()) {
            runtime.blockOn(() -> {
                try (File file = File.open(path, StandardOpenOption.APPEND).await()) {
                    file.writeAll(bytes(" one")).await();
                    file.writeAll(bytes(" two")).await();
                    file.flush().await();
                }
            });
        }
        assertThat(Files.readString(path)).isEqualTo("log: one two");
    }

    @Test
    void deviceWithoutAnEndIsReadLikeAFile() throws Exception {
        try (var runtime = Pool.CURRENT_THREAD.build()) {
            runtime.blockOn(() -> {
                try (File file = File.open(Path.of("/dev/zero")).await()) {
                    ByteBuffer buffer = ByteBuffer.allocate(4_096).put((byte) 1).clear();
                    file.readExact(buffer).await();
                    assertThat(buffer.get(0)).isZero();
                }
            });
        }
    }

    @Test
    void openOfWhatIsNotThereFails() throws Exception {
        try (var runtime = Pool.CURRENT_THREAD.build()) {
            assertThatThrownBy(() ->
                            runtime.blockOn(
                                    async(() -> File.open(directory.resolve("none")).await())))
                    .isInstanceOf(NoSuchFileException.class);
        }
    }

    /** B039. */
    @ParameterizedTest
    @EnumSource
    void operationAfterTheEndOfTheRuntimeFails(Pool pool) throws Exception {
        Path path = file("abc");
        AsyncRuntime runtime = pool.build();
        File file = runtime.blockOn(File.open(path));
        runtime.close();
        try (var _ = runtime.handle().enter()) {
            assertThatThrownBy(() -> file.pollRead(Context.noop(), ByteBuffer.allocate(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("background task failed: the runtime has been closed");
            assertThatThrownBy(() -> Fs.read(path).poll(Context.noop()))
                    .isInstanceOf(IOException.class);
        }
        file.close();
    }
}
