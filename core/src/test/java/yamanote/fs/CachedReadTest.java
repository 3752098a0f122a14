package yamanote.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.spawn;
import static yamanote.Async.yieldNow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.io.IoStatus;
import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.DriverChoice;

/** Reads of what the system has in memory, which need no job where native calls are allowed. */
@EnabledOnOs(
        value = OS.LINUX,
        architectures = {"amd64", "x86_64", "aarch64"})
@Timeout(60)
class CachedReadTest {
    private static final int SIZE = 1_000_003;

    @TempDir Path directory;

    private final byte[] content = new byte[SIZE];
    private Path path;

    @BeforeEach
    void write() throws IOException {
        new Random(11).nextBytes(content);
        path = Files.write(directory.resolve("file"), content);
    }

    private static AsyncRuntime runtime(DriverChoice driver) {
        return AsyncRuntime.currentThread().driver(driver).maxBlockingThreads(1).build();
    }

    private static ByteBuffer buffer(boolean direct, int size) {
        return direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
    }

    private static byte[] taken(ByteBuffer filled) {
        byte[] bytes = new byte[filled.flip().remaining()];
        filled.get(bytes);
        return bytes;
    }

    /** Not every file system can tell what it has in memory; tmpfs of old cannot. */
    private void assumeCached(File file) throws IOException {
        Assumptions.assumeTrue(
                file.pollRead(Context.noop(), ByteBuffer.allocate(1)) == 1,
                "the file system of the test cannot read without waiting");
        file.seek(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReadOfWhatIsInMemoryNeedsNoJob(boolean direct) throws Exception {
        try (var runtime = runtime(DriverChoice.EPOLL)) {
            File file = runtime.blockOn(File.open(path));
            assumeCached(file);
            try (var _ = Pool.holdUp(runtime)) {
                ByteBuffer all = buffer(direct, SIZE + 1);
                while (all.position() < SIZE) {
                    int before = all.position();
                    int n = file.pollRead(Context.noop(), all);
                    assertThat(n).as("at " + before).isPositive();
                    assertThat(all.position()).isEqualTo(before + n);
                    assertThat(file.position()).isEqualTo(before + n);
                }
                assertThat(taken(all)).isEqualTo(content);
            }
            file.close();
        }
    }

    @Test
    void aFillOfWhatIsInMemoryNeedsNoJob() throws Exception {
        try (var runtime = runtime(DriverChoice.EPOLL)) {
            File file = runtime.blockOn(File.open(path));
            assumeCached(file);
            try (var _ = Pool.holdUp(runtime)) {
                ByteBuffer all = ByteBuffer.allocate(SIZE);
                while (all.hasRemaining()) {
                    ByteBuffer some = file.pollFill(Context.noop());
                    assertThat(some).as("at " + all.position()).isNotNull();
                    int part = Math.min(some.remaining(), 10_007);
                    all.put(some.slice(some.position(), part));
                    file.consume(part);
                }
                assertThat(taken(all)).isEqualTo(content);
            }
            file.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPositionalReadOfWhatIsInMemoryNeedsNoJob(boolean direct) throws Exception {
        try (var runtime = runtime(DriverChoice.EPOLL)) {
            File file = runtime.blockOn(File.open(path));
            assumeCached(file);
            try (var _ = Pool.holdUp(runtime)) {
                ByteBuffer some = buffer(direct, 100);
                Future<Integer> read = file.readAt(777_777, some);
                assertThat(read.poll(Context.noop())).isEqualTo(Poll.ready(100));
                assertThat(taken(some)).isEqualTo(Arrays.copyOfRange(content, 777_777, 777_877));
                assertThatThrownBy(() -> read.poll(Context.noop()))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("has ended");
                assertThat(file.position()).isZero();
            }
            file.close();
        }
    }

    /** The one that gets a job is as good. */
    @ParameterizedTest
    @EnumSource(names = {"NIO", "EPOLL"})
    void whatIsNotInMemoryIsReadFromTheDisk(DriverChoice driver) throws Exception {
        forget(path);
        try (var runtime = runtime(driver)) {
            runtime.blockOn(() -> {
                try (File file = File.open(path).await()) {
                    ByteBuffer all = ByteBuffer.allocate(SIZE);
                    file.readExact(all).await();
                    assertThat(taken(all)).isEqualTo(content);
                    assertThat(file.read(ByteBuffer.allocate(1)).await()).isEqualTo(-1);
                    assertThat(file.readAt(SIZE, ByteBuffer.allocate(1)).await()).isEqualTo(-1);
                    assertThat(file.readAt(0, ByteBuffer.allocate(0)).await()).isZero();
                }
            });
        }
    }

    /** Has the system drop what it has of a file in memory, if it does. */
    private static void forget(Path path) throws Exception {
        Process dd =
                new ProcessBuilder(
                                "dd",
                                "of=" + path,
                                "oflag=nocache",
                                "conv=notrunc,fdatasync",
                                "count=0")
                        .redirectErrorStream(true)
                        .start();
        dd.getInputStream().readAllBytes();
        assertThat(dd.waitFor()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"NIO", "EPOLL"})
    void aFileThatGrewAfterItsEndWasReadGoesOn(DriverChoice driver) throws Exception {
        try (var runtime = runtime(driver)) {
            runtime.blockOn(() -> {
                try (File file = File.open(path).await()) {
                    file.seek(SIZE);
                    ByteBuffer some = ByteBuffer.allocateDirect(10);
                    assertThat(file.read(some).await()).isEqualTo(-1);
                    assertThat(file.fillBuf().await().hasRemaining()).isFalse();
                    Files.write(path, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
                    assertThat(file.read(some).await()).isEqualTo(3);
                    assertThat(taken(some)).containsExactly(1, 2, 3);
                }
            });
        }
    }

    /** What somebody else has written since is what is read: nothing is kept behind. */
    @Test
    void aReadSeesWhatWasWrittenBeforeIt() throws Exception {
        try (var runtime = runtime(DriverChoice.EPOLL)) {
            runtime.blockOn(() -> {
                try (File file = File.open(path).await();
                        File other = File.open(path, StandardOpenOption.WRITE).await()) {
                    ByteBuffer some = ByteBuffer.allocateDirect(1);
                    for (int i = 0; i < 100; i++) {
                        byte value = (byte) i;
                        other.writeAt(i, ByteBuffer.wrap(new byte[] {value})).await();
                        file.read(some.clear()).await();
                        assertThat(some.get(0)).isEqualTo(value);
                    }
                }
            });
        }
    }

    /** 256 KiB are four steps of 64 KiB: what was copied is paid for. */
    @Test
    void aReadInPlaceCostsBudgetByItsSize() throws Exception {
        try (var runtime = runtime(DriverChoice.EPOLL)) {
            File file = runtime.blockOn(File.open(path));
            assumeCached(file);
            Context cx = Context.noop();
            cx.budget(10);
            assertThat(file.pollRead(cx, ByteBuffer.allocateDirect(SIZE))).isEqualTo(256 * 1024);
            assertThat(cx.budget()).isEqualTo(6);
            assertThat(file.pollRead(cx, ByteBuffer.allocateDirect(1))).isEqualTo(1);
            assertThat(cx.budget()).isEqualTo(5);
            cx.budget(0);
            assertThat(file.pollRead(cx, ByteBuffer.allocate(1))).isEqualTo(IoStatus.PENDING);
            assertThat(file.pollFill(cx)).isNull();
            file.close();
        }
    }

    /** Both descriptors are the file's that was opened, whatever its name is by now. */
    @Test
    void aFileThatWasRemovedIsReadToItsEnd() throws Exception {
        try (var runtime = runtime(DriverChoice.EPOLL)) {
            runtime.blockOn(() -> {
                try (File file = File.open(path).await()) {
                    Files.delete(path);
                    Files.write(path, new byte[SIZE]);
                    ByteBuffer all = ByteBuffer.allocateDirect(SIZE);
                    file.readExact(all).await();
                    assertThat(taken(all)).isEqualTo(content);
                    assertThat(file.size().await()).isEqualTo(SIZE);
                    assertThat(file.read(ByteBuffer.allocate(1)).await()).isEqualTo(-1);
                }
            });
        }
    }

    @Test
    void aReadThatNeverWaitsLetsOthersRun() throws Exception {
        try (var runtime = runtime(DriverChoice.EPOLL)) {
            int reads =
                    runtime.blockOn(() -> {
                        try (File file = File.open(path).await()) {
                            boolean[] ran = {false};
                            spawn(() -> {
                                ran[0] = true;
                                yieldNow().await();
                            });
                            ByteBuffer one = ByteBuffer.allocateDirect(1);
                            int count = 0;
                            while (!ran[0]) {
                                file.read(one.clear()).await();
                                count++;
                            }
                            return count;
                        }
                    });
            assertThat(reads).isLessThanOrEqualTo(Context.BUDGET);
        }
    }

    @Test
    void aClosedFileRefusesAndItsDescriptorsGoBack() throws Exception {
        Path real = path.toRealPath();
        try (var runtime = runtime(DriverChoice.EPOLL)) {
            File file = runtime.blockOn(File.open(path));
            assertThat(Descriptors.of(real)).isBetween(1L, 2L);
            Future<Integer> late = file.readAt(0, ByteBuffer.allocate(1));
            file.close();
            assertThat(Descriptors.of(real)).isZero();
            assertThatThrownBy(() -> file.pollRead(Context.noop(), ByteBuffer.allocate(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("open it again");
            assertThatThrownBy(() -> file.pollFill(Context.noop()))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> runtime.blockOn(late))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
        }
    }

    @Test
    void aSmallFileHasOneDescriptor() throws Exception {
        Path small = Files.write(directory.resolve("small"), new byte[100]).toRealPath();
        try (var runtime = runtime(DriverChoice.EPOLL)) {
            File file = runtime.blockOn(File.open(small));
            assertThat(Descriptors.of(small)).isEqualTo(1);
            file.close();
        }
    }

    /** Of a file system that cannot tell what it has in memory, tmpfs as a rule. */
    @Test
    void aFileInSharedMemoryIsReadAllTheSame() throws Exception {
        Path shared = Path.of("/dev/shm");
        Assumptions.assumeTrue(Files.isWritable(shared));
        Path there = Files.createTempFile(shared, "cached", "");
        try (var runtime = runtime(DriverChoice.EPOLL)) {
            Files.write(there, content);
            runtime.blockOn(() -> {
                try (File file = File.open(there).await()) {
                    ByteBuffer all = ByteBuffer.allocateDirect(SIZE);
                    file.readExact(all).await();
                    assertThat(taken(all)).isEqualTo(content);
                }
            });
        } finally {
            Files.delete(there);
        }
    }
}
