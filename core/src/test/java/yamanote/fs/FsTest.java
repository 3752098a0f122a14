package yamanote.fs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.spawn;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.AsyncAction;
import yamanote.future.Context;
import yamanote.future.Future;

/** Operations on paths. */
@Timeout(60)
class FsTest {
    @TempDir Path directory;

    private static void run(AsyncAction action) throws Exception {
        try (var runtime = Pool.CURRENT_THREAD.build()) {
            runtime.blockOn(action.start());
        }
    }

    @Test
    void filesAreWrittenReadCopiedRenamedAndRemoved() throws Exception {
        Path a = directory.resolve("a");
        Path b = directory.resolve("b");
        run(() -> {
            Fs.write(a, "bytes".getBytes(UTF_8)).await();
            assertThat(Fs.readString(a).await()).isEqualTo("bytes");
            Fs.copy(a, b).await();
            try {
                Fs.copy(a, b).await();
                throw new AssertionError("it is there");
            } catch (FileAlreadyExistsException e) {
                Fs.writeString(a, "new").await();
            }
            Fs.rename(a, b).await();
            assertThat(Fs.exists(a).await()).isFalse();
            assertThat(Fs.exists(b).await()).isTrue();
            assertThat(Fs.read(b).await()).isEqualTo("new".getBytes(UTF_8));
            assertThat(Fs.metadata(b).await().size()).isEqualTo(3);
            Fs.removeFile(b).await();
            assertThat(Fs.exists(b).await()).isFalse();
        });
    }

    @Test
    void directoriesAreMadeAndRemovedWithAllThatIsInThem() throws Exception {
        Path deep = directory.resolve("x/y/z");
        run(() -> {
            Fs.createDirAll(deep).await();
            Fs.writeString(deep.resolve("file"), "f").await();
            Fs.symlink(directory, deep.resolve("up")).await();
            assertThat(Fs.readLink(deep.resolve("up")).await()).isEqualTo(directory);
            assertThat(Fs.canonicalize(deep.resolve("up/x")).await())
                    .isEqualTo(directory.toRealPath().resolve("x"));
            try {
                Fs.removeDir(deep).await();
                throw new AssertionError("it is not empty");
            } catch (IOException e) {
                Fs.removeDirAll(directory.resolve("x")).await();
            }
            assertThat(Fs.exists(directory).await()).isTrue();
            assertThat(Fs.exists(directory.resolve("x")).await()).isFalse();
            Fs.createDir(deep.getRoot().resolve(directory.resolve("single"))).await();
            Fs.removeDir(directory.resolve("single")).await();
        });
    }

    @Test
    void fileAndDirectoryAreNotMistakenForEachOther() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        try (var runtime = Pool.CURRENT_THREAD.build()) {
            assertThatThrownBy(() -> runtime.blockOn(Fs.removeDir(file)))
                    .hasMessageContaining("use removeFile");
            assertThatThrownBy(() -> runtime.blockOn(Fs.removeFile(directory)))
                    .hasMessageContaining("use removeDir");
        }
        assertThat(file).exists();
    }

    @Test
    void atomicWriteReplacesTheFileAndKeepsItsPermissions() throws Exception {
        Path path = directory.resolve("settings");
        Set<PosixFilePermission> secret = PosixFilePermissions.fromString("rw-------");
        run(() -> {
            Fs.writeAtomically(path, "one".getBytes(UTF_8)).await();
            Fs.setPermissions(path, secret).await();
            Fs.writeAtomically(path, "two".getBytes(UTF_8)).await();
            assertThat(Fs.readString(path).await()).isEqualTo("two");
        });
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(secret);
        try (var left = Files.list(directory)) {
            assertThat(left).containsExactly(path);
        }
    }

    @Test
    void failedAtomicWriteLeavesNothingBehind() throws Exception {
        Path path = Files.createDirectory(directory.resolve("taken"));
        Files.createFile(path.resolve("file"));
        try (var runtime = Pool.CURRENT_THREAD.build()) {
            assertThatThrownBy(() -> runtime.blockOn(Fs.writeAtomically(path, new byte[1])))
                    .isInstanceOf(IOException.class);
        }
        try (var left = Files.list(directory)) {
            assertThat(left).containsExactly(path);
        }
    }

    /** ReadDir: several batches, each entry once. */
    @ParameterizedTest
    @EnumSource
    void directoryIsReadInBatches(Pool pool) throws Exception {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            names.add("file " + i);
            Files.createFile(directory.resolve("file " + i));
        }
        try (var runtime = pool.build()) {
            runtime.blockOn(() -> {
                Set<String> found = new HashSet<>();
                try (ReadDir entries = Fs.readDir(directory).await()) {
                    while (entries.next().await() instanceof DirEntry entry) {
                        assertThat(found.add(entry.name())).isTrue();
                        assertThat(entry.metadata().await().isRegularFile()).isTrue();
                    }
                    assertThat(entries.next().await()).isNull();
                }
                assertThat(found).isEqualTo(names);
            });
        }
    }

    @Test
    void cancelledNextLosesNoEntry() throws Exception {
        Files.createFile(directory.resolve("only"));
        try (var runtime = Pool.CURRENT_THREAD.build()) {
            runtime.blockOn(() -> {
                ReadDir entries = Fs.readDir(directory).await();
                try (var _ = Pool.holdUp(runtime)) {
                    Future<?> next = entries.next();
                    assertThat(next.poll(Context.noop()).isPending()).isTrue();
                    assertThat(next.cancel(Context.noop())).isTrue();
                }
                assertThat(entries.next().await())
                        .isEqualTo(new DirEntry(directory.resolve("only")));
                entries.close();
            });
        }
    }

    /** A future that was never polled does nothing; one that was is carried out. */
    @Test
    void cancelledOperationIsCarriedOutIfItHadBegun() throws Exception {
        Path never = directory.resolve("never");
        Path begun = directory.resolve("begun");
        try (var runtime = Pool.CURRENT_THREAD.build()) {
            runtime.blockOn(() -> {
                Future<?> first = Fs.createDir(never);
                Future<?> second = Fs.createDir(begun);
                try (var _ = Pool.holdUp(runtime)) {
                    assertThat(second.poll(Context.noop()).isPending()).isTrue();
                    second.cancel(Context.noop());
                    first.cancel(Context.noop());
                }
                Fs.exists(directory).await(); // the pool's one thread is past it
            });
        }
        assertThat(never).doesNotExist();
        assertThat(begun).exists();
    }

    /** An abort does not interrupt a job, which would close the file for everybody. */
    @ParameterizedTest
    @EnumSource
    void abortDoesNotTakeAJobBack(Pool pool) throws Exception {
        Path path = directory.resolve("made");
        try (var runtime = pool.build()) {
            runtime.blockOn(() -> {
                try (var _ = Pool.holdUp(runtime)) {
                    var task = spawn(Fs.createDir(path));
                    while (runtime.metrics().blockingQueueDepth() == 0) {
                        yamanote.Async.yieldNow().await();
                    }
                    task.abort();
                    task.outcome().await();
                }
            });
        }
        assertThat(path).exists();
    }
}
