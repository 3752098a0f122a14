package miniredis;

import static yamanote.Async.async;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import yamanote.fs.File;
import yamanote.fs.Fs;
import yamanote.future.Future;
import yamanote.future.Owned;

/** A file that grows at its end or is replaced as a whole. Of one task. */
final class LogFile implements Owned {
    private final Path path;
    private File file;
    private long size;

    private LogFile(Path path, File file) {
        this.path = path;
        this.file = file;
    }

    /** Opens or creates it; {@link #size(long)} says where to go on. */
    static Future<LogFile> open(Path path) {
        return async(() -> {
            if (!Fs.exists(path).await()) {
                // In this way the new name reaches the disk, too.
                Fs.writeAtomically(path, new byte[0]).await();
            }
            return new LogFile(path, openNow(path).await());
        });
    }

    private static Future<File> openNow(Path path) {
        return File.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Reads some bytes from {@code position} on; -1 at the end. */
    Future<Integer> read(long position, ByteBuffer target) {
        return file.readAt(position, target);
    }

    /** Cuts it off behind {@code bytes}: there the next ones go. */
    Future<@Nullable Void> size(long bytes) {
        return async(() -> {
            if (file.size().await() > bytes) {
                file.setLength(bytes).await();
            }
            size = bytes;
        });
    }

    /** Writes at the end; a part that an earlier try has left is written over. */
    Future<@Nullable IOException> tryAppend(ByteBuffer bytes) {
        return async(() -> {
            try {
                file.writeAt(size, bytes.duplicate()).await();
                size += bytes.remaining();
                return null;
            } catch (IOException e) {
                return e;
            }
        });
    }

    /** Waits until all that was written is on the disk. */
    Future<@Nullable Void> sync() {
        return file.syncData();
    }

    /**
     * Puts {@code bytes} in its place, at once and on the disk; if it gives an error, the old ones
     * are there still. If the new file cannot be opened, it throws: there is nothing to go on with.
     */
    Future<@Nullable IOException> tryReplace(byte[] bytes) {
        return async(() -> {
            try {
                Fs.writeAtomically(path, bytes).await();
            } catch (IOException e) {
                return e;
            }
            File replaced = openNow(path).await();
            file.close();
            file = replaced;
            size = bytes.length;
            return null;
        });
    }

    @Override
    public void close() {
        file.close();
    }
}
