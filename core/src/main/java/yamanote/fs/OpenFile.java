package yamanote.fs;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.internal.reactor.CachedFile;
import yamanote.internal.runtime.CurrentRuntime;

/**
 * An open file, as the jobs see it. Its owner may close it while jobs are queued or run: they are
 * carried out, and the last one closes the channel. Any thread.
 */
final class OpenFile {
    /** Where to read or write if the file has no positions: a pipe, or a terminal. */
    static final long NOWHERE = -1;

    /** Bytes copied for a unit of the budget. */
    private static final int STEP = 64 * 1024;

    private final FileChannel channel;

    /** Whether the channel has positions. */
    final boolean seekable;

    private final boolean append;

    /** The same file, for reads that do not wait. */
    private final @Nullable CachedFile cached;

    // Guarded by this.
    private int jobs;
    private boolean closed;

    private OpenFile(FileChannel channel, boolean append, @Nullable CachedFile cached) {
        this.channel = channel;
        this.append = append;
        this.cached = cached;
        this.seekable = hasPositions(channel);
    }

    /** On the blocking pool. */
    static OpenFile open(Path path, OpenOption... options) throws IOException {
        List<OpenOption> all = List.of(options);
        boolean onlyRead = List.of(StandardOpenOption.READ).containsAll(all); // also none at all
        CachedFile cached =
                onlyRead ? CurrentRuntime.require("File.open").io().openCached(path) : null;
        if (cached != null) {
            try {
                return new OpenFile(cached.reopen(), false, cached);
            } catch (IOException e) {
                cached.close(); // no /proc, or no more descriptors: the usual open finds out
            }
        }
        boolean append = all.contains(StandardOpenOption.APPEND);
        return new OpenFile(FileChannel.open(path, options), append, null);
    }

    private static boolean hasPositions(FileChannel channel) {
        try {
            channel.position();
            return true;
        } catch (IOException e) {
            return false; // what lseek says of a pipe
        }
    }

    /** An operation on the channel. */
    interface Operation<T extends @Nullable Object> {
        T run(FileChannel channel) throws IOException;
    }

    /** Starts a job; a file that is closed meanwhile stays open for it. */
    <T extends @Nullable Object> Job<T> start(String what, Operation<T> operation) {
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException(what + " on a file that has been closed");
            }
            jobs++;
        }
        AtomicBoolean running = new AtomicBoolean(true);
        try {
            Job<T> job =
                    Job.start(
                            what,
                            () -> {
                                try {
                                    return operation.run(channel);
                                } finally {
                                    end(running);
                                }
                            });
            if (job.isFinished()) {
                end(running); // a closed runtime has refused it
            }
            return job;
        } catch (Throwable refused) {
            end(running);
            throw refused;
        }
    }

    private void end(AtomicBoolean running) {
        if (!running.getAndSet(false)) {
            return;
        }
        synchronized (this) {
            jobs--;
            if (jobs > 0 || !closed) {
                return;
            }
        }
        closeChannel();
    }

    /** Never waits. */
    void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            if (jobs > 0) {
                return;
            }
        }
        closeChannel();
    }

    private void closeChannel() {
        if (cached != null) {
            cached.close();
        }
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger("yamanote").log(Level.WARNING, "closing a file", e);
        }
    }

    /** Whether {@link #readCached} is worth trying. */
    boolean isCached() {
        return cached != null;
    }

    /**
     * Never waits for the disk: some bytes, or 0 (see {@link CachedFile#read}). What is copied in
     * place of a wait keeps other tasks waiting, so it counts as several steps.
     */
    int readCached(Context cx, ByteBuffer target, int most, long position) {
        int n = cached == null ? 0 : cached.read(target, most, position);
        for (int left = n; left > 0; left -= STEP) {
            cx.spend();
        }
        return n;
    }

    /** On the blocking pool: some bytes, or -1 at the end. */
    int read(ByteBuffer target, long position) throws IOException {
        return seekable ? channel.read(target, position) : channel.read(target);
    }

    /** On the blocking pool: all of {@code source}. */
    void write(ByteBuffer source, long position) throws IOException {
        long at = position;
        while (source.hasRemaining()) {
            at += append || !seekable ? channel.write(source) : channel.write(source, at);
        }
    }
}
