package yamanote.fs;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An open file, as the jobs see it. Its owner may close it while jobs are queued or run: they are
 * carried out, and the last one closes the channel. Any thread.
 */
final class OpenFile {
    /** Where to read or write if the file has no positions: a pipe, or a terminal. */
    static final long NOWHERE = -1;

    private final FileChannel channel;

    /** Whether the channel has positions. */
    final boolean seekable;

    private final boolean append;

    // Guarded by this.
    private int jobs;
    private boolean closed;

    /** On the blocking pool. */
    OpenFile(FileChannel channel, boolean append) {
        this.channel = channel;
        this.append = append;
        this.seekable = hasPositions(channel);
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
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger("yamanote").log(Level.WARNING, "closing a file", e);
        }
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
