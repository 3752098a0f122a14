package yamanote.fs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.runtime.AsyncRuntime;

/**
 * Every operation on files and paths, cancelled before its first poll, while its job is queued, and
 * when that has been carried out: what was not begun is never done, what was begun is done, no
 * descriptor is left, and an open file goes on where it was.
 */
@Timeout(60)
class CancelTest {
    private static final String TEXT = "0123456789";

    @TempDir Path temporary;
    private Path directory;

    /** When an operation is cancelled. */
    enum Moment {
        NOT_POLLED,
        QUEUED,
        CARRIED_OUT
    }

    private interface Operation {
        Future<?> start() throws Exception;
    }

    /** An operation on paths, and what shows that it has been done. */
    private record Deed(Operation operation, Done done) {}

    private interface Done {
        boolean isDone() throws IOException;
    }

    @BeforeEach
    void realPath() throws IOException {
        directory = temporary.toRealPath();
    }

    private Path file(String name) throws IOException {
        return Files.writeString(directory.resolve(name), TEXT);
    }

    /** Polls up to {@code moment} and cancels there; the pool has one thread. */
    private static void cancelAt(Moment moment, AsyncRuntime runtime, Future<?> future)
            throws Exception {
        Context cx = Context.noop();
        try (var held = Pool.holdUp(runtime)) {
            if (moment != Moment.NOT_POLLED) {
                assertThat(future.poll(cx).isPending()).isTrue();
            }
            if (moment == Moment.CARRIED_OUT) {
                held.close();
                pastIt(runtime);
            }
            assertThat(future.cancel(cx)).isTrue();
            assertThat(future.cancel(cx)).isTrue();
        }
        pastIt(runtime);
    }

    /** The pool's one thread has done what was queued. */
    private static void pastIt(AsyncRuntime runtime) {
        var handle = runtime.spawnBlocking(() -> {});
        while (!handle.isFinished()) {
            Thread.onSpinWait();
        }
    }

    private Map<String, Deed> deeds() throws IOException {
        Map<String, Deed> all = new TreeMap<>();
        for (String name :
                "create createNew write writeString writeAtomically createDir createDirAll"
                        .split(" ")) {
            Path path = directory.resolve(name);
            all.put(name, new Deed(() -> making(name, path), () -> Files.exists(path)));
        }
        Path original = file("original");
        for (String name : "copy rename hardLink symlink".split(" ")) {
            Path from = file("from " + name);
            Path path = directory.resolve(name);
            all.put(
                    name,
                    new Deed(
                            () -> leading(name, from, path),
                            () -> Files.exists(path, LinkOption.NOFOLLOW_LINKS)));
        }
        Path gone = file("gone");
        all.put("removeFile", new Deed(() -> Fs.removeFile(gone), () -> !Files.exists(gone)));
        Path empty = Files.createDirectory(directory.resolve("empty"));
        all.put("removeDir", new Deed(() -> Fs.removeDir(empty), () -> !Files.exists(empty)));
        Path tree = Files.createDirectories(directory.resolve("tree/of/some"));
        all.put(
                "removeDirAll",
                new Deed(
                        () -> Fs.removeDirAll(directory.resolve("tree")),
                        () -> !Files.exists(tree)));
        var mine = PosixFilePermissions.fromString("r--------");
        all.put(
                "setPermissions",
                new Deed(
                        () -> Fs.setPermissions(original, mine),
                        () -> Files.getPosixFilePermissions(original).equals(mine)));
        return all;
    }

    private static Future<?> making(String name, Path path) {
        return switch (name) {
            case "create" -> File.create(path);
            case "createNew" -> File.createNew(path);
            case "write" -> Fs.write(path, TEXT.getBytes(UTF_8));
            case "writeString" -> Fs.writeString(path, TEXT);
            case "writeAtomically" -> Fs.writeAtomically(path, TEXT.getBytes(UTF_8));
            case "createDir" -> Fs.createDir(path);
            default -> Fs.createDirAll(path);
        };
    }

    private static Future<?> leading(String name, Path from, Path to) {
        return switch (name) {
            case "copy" -> Fs.copy(from, to);
            case "rename" -> Fs.rename(from, to);
            case "hardLink" -> Fs.hardLink(from, to);
            default -> Fs.symlink(from, to);
        };
    }

    @ParameterizedTest
    @EnumSource
    void whatHasBegunIsCarriedOutAndWhatHasNotIsNot(Moment moment) throws Exception {
        long before = Descriptors.of(directory);
        for (Map.Entry<String, Deed> entry : deeds().entrySet()) {
            String name = entry.getKey();
            Deed deed = entry.getValue();
            assertThat(deed.done.isDone()).as(name).isFalse();
            try (var runtime = Pool.CURRENT_THREAD.build()) {
                runtime.blockOn(() -> {
                    cancelAt(moment, runtime, deed.operation.start());
                    assertThat(deed.done.isDone()).as(name).isEqualTo(moment != Moment.NOT_POLLED);
                    assertThat(Descriptors.of(directory)).as(name).isEqualTo(before);
                    if (moment == Moment.NOT_POLLED) {
                        Owned.drop(deed.operation.start().await());
                        assertThat(deed.done.isDone()).as(name).isTrue();
                    }
                });
            }
            assertThat(Descriptors.of(directory)).as(name).isEqualTo(before);
        }
    }

    private Map<String, Operation> questions() throws IOException {
        Path path = file("asked");
        Path link = Files.createSymbolicLink(directory.resolve("link"), path);
        Map<String, Operation> all = new TreeMap<>();
        all.put("open", () -> File.open(path));
        all.put("open with options", () -> File.open(path, StandardOpenOption.WRITE));
        all.put("read", () -> Fs.read(path));
        all.put("readString", () -> Fs.readString(path));
        all.put("readDir", () -> Fs.readDir(directory));
        all.put("metadata", () -> Fs.metadata(path));
        all.put("symlinkMetadata", () -> Fs.symlinkMetadata(link));
        all.put("canonicalize", () -> Fs.canonicalize(link));
        all.put("readLink", () -> Fs.readLink(link));
        all.put("exists", () -> Fs.exists(path));
        all.put("DirEntry.metadata", () -> new DirEntry(path).metadata());
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void whatNobodyWaitsForAnyMoreLeavesNoDescriptor(Moment moment) throws Exception {
        long before = Descriptors.of(directory);
        for (Map.Entry<String, Operation> entry : questions().entrySet()) {
            String name = entry.getKey();
            try (var runtime = Pool.CURRENT_THREAD.build()) {
                runtime.blockOn(() -> {
                    cancelAt(moment, runtime, entry.getValue().start());
                    assertThat(Descriptors.of(directory)).as(name).isEqualTo(before);
                    Object again = entry.getValue().start().await();
                    assertThat(again).as(name).isNotNull();
                    Owned.drop(again);
                    assertThat(Descriptors.of(directory)).as(name).isEqualTo(before);
                });
            }
        }
    }

    private interface FileOperation {
        Future<?> on(File file);
    }

    private static Map<String, FileOperation> reads(ByteBuffer target) {
        return new TreeMap<>(
                Map.of(
                        "fillBuf", File::fillBuf,
                        "read", file -> file.read(target),
                        "readAt", file -> file.readAt(3, target),
                        "size", File::size,
                        "syncAll", File::syncAll,
                        "syncData", File::syncData,
                        "setLength", file -> file.setLength(TEXT.length())));
    }

    /** Every byte is read once, from where the file was. */
    @ParameterizedTest
    @EnumSource
    void anOpenFileGoesOnWhereItWas(Moment moment) throws Exception {
        Path path = file("open");
        ByteBuffer target = ByteBuffer.allocate(4);
        for (Map.Entry<String, FileOperation> entry : reads(target).entrySet()) {
            String name = entry.getKey();
            try (var runtime = Pool.CURRENT_THREAD.build()) {
                runtime.blockOn(() -> {
                    var options =
                            new StandardOpenOption[] {
                                StandardOpenOption.READ, StandardOpenOption.WRITE
                            };
                    try (File file = File.open(path, options).await()) {
                        file.readExact(ByteBuffer.allocate(1)).await();
                        cancelAt(moment, runtime, entry.getValue().on(file));
                        assertThat(target.position()).as(name).isZero();
                        assertThat(file.position()).as(name).isEqualTo(1);
                        ByteBuffer rest = ByteBuffer.allocate(100);
                        while (file.read(rest).await() >= 0) {}
                        assertThat(text(rest)).as(name).isEqualTo(TEXT.substring(1));
                    }
                });
            }
        }
    }

    private static String text(ByteBuffer filled) {
        return UTF_8.decode(filled.flip()).toString();
    }

    /** The first write is on its way; what waits for it is cancelled and has not begun. */
    @ParameterizedTest
    @EnumSource
    void whatWaitsForAWriteHasNotBegun(Moment moment) throws Exception {
        ByteBuffer second = ByteBuffer.wrap("second".getBytes(UTF_8));
        Map<String, FileOperation> waits =
                new TreeMap<>(
                        Map.of(
                                "write", file -> file.write(second),
                                "writeAll", file -> file.writeAll(second),
                                "flush", File::flush,
                                "shutdown", File::shutdown,
                                "size", File::size,
                                "syncAll", File::syncAll,
                                "setLength", file -> file.setLength(2)));
        for (Map.Entry<String, FileOperation> entry : waits.entrySet()) {
            String name = entry.getKey();
            Path path = directory.resolve(name + " after a write");
            try (var runtime = Pool.CURRENT_THREAD.build()) {
                runtime.blockOn(() -> {
                    try (File file = File.create(path).await();
                            var held = Pool.holdUp(runtime)) {
                        file.write(ByteBuffer.wrap("first".getBytes(UTF_8))).await();
                        Future<?> operation = entry.getValue().on(file);
                        if (moment != Moment.NOT_POLLED) {
                            assertThat(operation.poll(Context.noop()).isPending()).isTrue();
                        }
                        if (moment == Moment.CARRIED_OUT) {
                            held.close();
                            pastIt(runtime);
                        }
                        operation.cancel(Context.noop());
                        held.close();
                        file.flush().await();
                        assertThat(second.position()).as(name).isZero();
                        assertThat(file.position()).isEqualTo(5);
                    }
                });
            }
            assertThat(path).as(name).hasContent("first");
        }
    }

    /** The bytes were copied: they are written, whoever waits. */
    @ParameterizedTest
    @EnumSource
    void aPositionalWriteThatHasBegunIsCarriedOut(Moment moment) throws Exception {
        Path path = file("positional");
        ByteBuffer source = ByteBuffer.wrap("AB".getBytes(UTF_8));
        try (var runtime = Pool.CURRENT_THREAD.build()) {
            runtime.blockOn(() -> {
                try (File file = File.open(path, StandardOpenOption.WRITE).await()) {
                    cancelAt(moment, runtime, file.writeAt(2, source));
                }
            });
        }
        assertThat(path).hasContent(moment == Moment.NOT_POLLED ? TEXT : "01AB456789");
    }

    @ParameterizedTest
    @EnumSource
    void theEntriesOfADirectoryComeAllAndOnce(Moment moment) throws Exception {
        for (int i = 0; i < 40; i++) {
            file("entry " + i);
        }
        long before = Descriptors.of(directory);
        try (var runtime = Pool.CURRENT_THREAD.build()) {
            runtime.blockOn(() -> {
                int found = 0;
                try (ReadDir entries = Fs.readDir(directory).await()) {
                    for (int i = 0; i < 32; i++) {
                        assertThat(entries.next().await()).isNotNull();
                        found++;
                    }
                    cancelAt(moment, runtime, entries.next()); // which needs another job
                    while (entries.next().await() != null) {
                        found++;
                    }
                }
                assertThat(found).isEqualTo(40);
                assertThat(Descriptors.of(directory)).isEqualTo(before);
            });
        }
    }
}
