package yamanote.fs;

import static yamanote.future.CancelSafety.Loss.LOSES_DATA;
import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Future;

/**
 * Operations on paths, each one job on the blocking pool. Mirrors the functions of {@code
 * tokio::fs}.
 *
 * <p>Cancel safety of all of them: once polled, the operation is carried out, cancelled or not; its
 * result is dropped. Those that do not bear being done twice are marked. Failures are those of
 * {@link Files}.
 */
public final class Fs {
    private Fs() {}

    private static <T extends @Nullable Object> Future<T> job(String what, Callable<T> call) {
        return JobFuture.of(what, call);
    }

    private interface Action {
        void run() throws IOException;
    }

    private static Future<@Nullable Void> action(String what, Action action) {
        return JobFuture.<@Nullable Void>of(
                what,
                () -> {
                    action.run();
                    return null;
                });
    }

    /** The whole file. */
    @CancelSafety(NOTHING_LOST)
    public static Future<byte[]> read(Path path) {
        return job("Fs.read", () -> Files.readAllBytes(path));
    }

    /** The whole file as UTF-8; fails with {@link java.nio.charset.CharacterCodingException}. */
    @CancelSafety(NOTHING_LOST)
    public static Future<String> readString(Path path) {
        return job("Fs.readString", () -> Files.readString(path));
    }

    /**
     * Writes {@code bytes} as the whole file, which is created or truncated; with options, as
     * {@link Files#write} does.
     */
    @CancelSafety(LOSES_DATA)
    public static Future<@Nullable Void> write(Path path, byte[] bytes, OpenOption... options) {
        return action("Fs.write", () -> Files.write(path, bytes, options));
    }

    /** {@link #write} of a text as UTF-8. */
    @CancelSafety(LOSES_DATA)
    public static Future<@Nullable Void> writeString(
            Path path, CharSequence text, OpenOption... options) {
        return action("Fs.writeString", () -> Files.writeString(path, text, options));
    }

    /**
     * Replaces the file so that whoever reads it finds the old bytes or the new ones, whole, also
     * after a crash: writes a temporary file beside it, forces it to the disk, and moves it over.
     * Tokio has no such function.
     */
    @CancelSafety(NOTHING_LOST)
    public static Future<@Nullable Void> writeAtomically(Path path, byte[] bytes) {
        return action("Fs.writeAtomically", () -> replace(path, bytes));
    }

    private static void replace(Path path, byte[] bytes) throws IOException {
        Path target = path.toAbsolutePath();
        Path directory = target.getParent();
        if (directory == null) {
            throw new IOException(path + " is no file");
        }
        Path temporary = Files.createTempFile(directory, "." + target.getFileName(), ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            keepPermissions(target, temporary);
            try {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                throw new IOException("this file system cannot replace " + path + " at once", e);
            }
            forceDirectory(directory);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        try {
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        } catch (NoSuchFileException | UnsupportedOperationException e) {
            // a new file, or a system without such permissions: the usual ones will do
        }
    }

    /** Without it the move might be forgotten by a crash; not every system can open a directory. */
    private static void forceDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // the bytes are safe, and the name is as safe as this system makes it
        }
    }

    /** Copies a file; fails if {@code to} exists, unless an option says otherwise. */
    @CancelSafety(LOSES_DATA)
    public static Future<@Nullable Void> copy(Path from, Path to, CopyOption... options) {
        return action("Fs.copy", () -> Files.copy(from, to, options));
    }

    /** Renames a file or directory, in place of {@code to} if that is there. */
    @CancelSafety(LOSES_DATA)
    public static Future<@Nullable Void> rename(Path from, Path to) {
        return action("Fs.rename", () -> Files.move(from, to, StandardCopyOption.REPLACE_EXISTING));
    }

    /** Removes a file; fails if it is not there, or is a directory. */
    @CancelSafety(LOSES_DATA)
    public static Future<@Nullable Void> removeFile(Path path) {
        return action(
                "Fs.removeFile",
                () -> {
                    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                        throw new IOException(path + " is a directory: use removeDir");
                    }
                    Files.delete(path);
                });
    }

    /** Removes an empty directory. */
    @CancelSafety(LOSES_DATA)
    public static Future<@Nullable Void> removeDir(Path path) {
        return action(
                "Fs.removeDir",
                () -> {
                    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                        throw new IOException(path + " is no directory: use removeFile");
                    }
                    Files.delete(path);
                });
    }

    /** Removes a directory and all that is in it; links are removed, not followed. */
    @CancelSafety(LOSES_DATA)
    public static Future<@Nullable Void> removeDirAll(Path path) {
        return action(
                "Fs.removeDirAll",
                () -> {
                    try (var all = Files.walk(path)) {
                        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                            Files.delete(each);
                        }
                    } catch (UncheckedIOException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Makes a directory; fails if it is there. */
    @CancelSafety(LOSES_DATA)
    public static Future<@Nullable Void> createDir(Path path) {
        return action("Fs.createDir", () -> Files.createDirectory(path));
    }

    /** Makes a directory and those above it that are missing. */
    @CancelSafety(NOTHING_LOST)
    public static Future<@Nullable Void> createDirAll(Path path) {
        return action("Fs.createDirAll", () -> Files.createDirectories(path));
    }

    /** What is in a directory, in no order. */
    @CancelSafety(NOTHING_LOST)
    public static Future<ReadDir> readDir(Path path) {
        return job("Fs.readDir", () -> new ReadDir(Files.newDirectoryStream(path)));
    }

    /** The attributes of the file to which {@code path} leads. */
    @CancelSafety(NOTHING_LOST)
    public static Future<BasicFileAttributes> metadata(Path path) {
        return job("Fs.metadata", () -> Files.readAttributes(path, BasicFileAttributes.class));
    }

    /** The attributes of {@code path}, which may be a link. */
    @CancelSafety(NOTHING_LOST)
    public static Future<BasicFileAttributes> symlinkMetadata(Path path) {
        return job(
                "Fs.symlinkMetadata",
                () ->
                        Files.readAttributes(
                                path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    /** The absolute path without links, of what exists. */
    @CancelSafety(NOTHING_LOST)
    public static Future<Path> canonicalize(Path path) {
        return job("Fs.canonicalize", path::toRealPath);
    }

    /** Another name, {@code link}, of {@code original}. */
    @CancelSafety(LOSES_DATA)
    public static Future<@Nullable Void> hardLink(Path original, Path link) {
        return action("Fs.hardLink", () -> Files.createLink(link, original));
    }

    /** A symbolic link at {@code link} to {@code original}. */
    @CancelSafety(LOSES_DATA)
    public static Future<@Nullable Void> symlink(Path original, Path link) {
        return action("Fs.symlink", () -> Files.createSymbolicLink(link, original));
    }

    /** Where a symbolic link leads. */
    @CancelSafety(NOTHING_LOST)
    public static Future<Path> readLink(Path path) {
        return job("Fs.readLink", () -> Files.readSymbolicLink(path));
    }

    /** Sets who may do what. */
    @CancelSafety(NOTHING_LOST)
    public static Future<@Nullable Void> setPermissions(
            Path path, Set<PosixFilePermission> permissions) {
        return action("Fs.setPermissions", () -> Files.setPosixFilePermissions(path, permissions));
    }

    /** Whether there is something at {@code path}; fails if that cannot be told. */
    @CancelSafety(NOTHING_LOST)
    public static Future<Boolean> exists(Path path) {
        return job(
                "Fs.exists",
                () -> {
                    try {
                        Files.readAttributes(path, BasicFileAttributes.class);
                        return true;
                    } catch (NoSuchFileException e) {
                        return false;
                    }
                });
    }
}
