package yamanote.fs;

import static yamanote.future.CancelSafety.Loss.LOSES_DATA;
import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.io.AsyncBufRead;
import yamanote.io.AsyncWrite;
import yamanote.io.IoStatus;

/**
 * An open file, read and written as a stream with a position. Mirrors {@code tokio::fs::File}.
 *
 * <p>One owner at a time, one operation at a time; {@link #readAt} and {@link #writeAt} go beside
 * it in any number. A read fetches as many bytes as there is room for, at most {@link
 * #maxBufferSize}; the file is its own buffer, so that {@link #lines} needs no {@code BufReader}.
 * What is fetched and not taken, since its read was cancelled or by {@link #pollFill}, stays for
 * the next read; the position is that of the next byte to be taken.
 *
 * <p><b>A write ends when its bytes have been copied</b>, not when they have been written: whoever
 * wants to know calls {@link #flush}, which throws what went wrong, as the next write does. {@link
 * #syncAll} makes sure that they are on the disk.
 *
 * <p>Cancel safety: reads and seeks, nothing is lost; a write that has been polled is carried out.
 * {@link #close} never waits and takes nothing back: what was written is still carried out, but
 * nobody learns if it fails.
 */
public final class File implements AsyncBufRead, AsyncWrite, Owned {
    /** What a job reads or writes at most, in bytes, unless it is set otherwise. */
    public static final int DEFAULT_BUFFER_SIZE = 2 * 1024 * 1024;

    private final OpenFile file;
    private final ReadSide in;
    private final WriteSide out;
    private int maxBufferSize = DEFAULT_BUFFER_SIZE;
    private boolean closed;

    /** Of the next byte that is taken or written; no more than a count if it has no positions. */
    private long position;

    private File(OpenFile file, long position) {
        this.file = file;
        this.position = position;
        this.in = new ReadSide(file);
        this.out = new WriteSide(file);
    }

    /** Opens a file that is there for reading. */
    @CancelSafety(NOTHING_LOST)
    public static Future<File> open(Path path) {
        return open(path, StandardOpenOption.READ);
    }

    /** Opens a file for writing, which is created or truncated. */
    @CancelSafety(NOTHING_LOST)
    public static Future<File> create(Path path) {
        return open(
                path,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Creates a file for reading and writing; fails if it is there. */
    @CancelSafety(LOSES_DATA)
    public static Future<File> createNew(Path path) {
        return open(
                path,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE_NEW);
    }

    /** Opens a file as {@link FileChannel#open} does. */
    @CancelSafety(NOTHING_LOST)
    public static Future<File> open(Path path, OpenOption... options) {
        return JobFuture.of("File.open", () -> new File(OpenFile.open(path, options), 0));
    }

    /** What a job reads or writes at most, in bytes. */
    public int maxBufferSize() {
        return maxBufferSize;
    }

    /**
     * Sets what a job reads or writes at most.
     *
     * @throws IllegalArgumentException if not positive
     */
    public void maxBufferSize(int bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("a buffer of " + bytes + " bytes holds nothing");
        }
        maxBufferSize = bytes;
    }

    @Override
    public int pollRead(Context cx, ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        if (file.isCached() && in.isEmpty()) {
            requireOpen();
            if (cx.exhausted()) {
                return IoStatus.PENDING;
            }
            int n = file.readCached(cx, target, maxBufferSize, position);
            if (n > 0) {
                position += n;
                return n;
            }
        }
        ByteBuffer fetched = fetched(cx, Math.min(target.remaining(), maxBufferSize));
        if (fetched == null) {
            return IoStatus.PENDING;
        }
        int count = Math.min(fetched.remaining(), target.remaining());
        if (count == 0) {
            return IoStatus.END;
        }
        target.put(fetched.slice(fetched.position(), count));
        consume(count);
        return count;
    }

    /**
     * Bytes that were read and not taken, after a read if there are none: of 64 KiB, of twice as
     * much each time, and no more than {@link #maxBufferSize}. The way to read without a copy.
     */
    @Override
    public @Nullable ByteBuffer pollFill(Context cx) throws IOException {
        int wanted = Math.min(in.nextFill(), maxBufferSize);
        if (file.isCached() && in.isEmpty()) {
            requireOpen();
            if (cx.exhausted()) {
                return null;
            }
            if (in.fillCached(cx, wanted, position)) {
                return in.bytes();
            }
        }
        return fetched(cx, wanted);
    }

    @Override
    public void consume(int bytes) {
        in.consume(bytes);
        position += bytes;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the file has been closed: open it again");
        }
    }

    private @Nullable ByteBuffer fetched(Context cx, int wanted) throws IOException {
        requireOpen();
        if (in.isEmpty()) {
            if (!out.pollIdle(cx)) {
                return null;
            }
        }
        return in.poll(cx, wanted, position) ? in.bytes() : null;
    }

    @Override
    public int pollWrite(Context cx, ByteBuffer source) throws IOException {
        requireOpen();
        if (!in.pollIdle(cx) || !out.pollIdle(cx)) {
            return IoStatus.PENDING;
        }
        out.throwFailure();
        if (!source.hasRemaining()) {
            return 0;
        }
        if (file.seekable) {
            in.discard(); // it may be about to be overwritten
        }
        int count = out.start(source, maxBufferSize, position);
        position += count;
        return count;
    }

    @Override
    public boolean pollFlush(Context cx) throws IOException {
        if (!out.pollIdle(cx)) {
            return false;
        }
        out.throwFailure();
        return true;
    }

    /** The same as a flush: a file has no peer to be told. */
    @Override
    public boolean pollShutdown(Context cx) throws IOException {
        return pollFlush(cx);
    }

    /** Where the next byte is read or written. */
    public long position() {
        return position;
    }

    /**
     * Moves to {@code position}, from the start of the file; it may lie behind the end. What was
     * read ahead is dropped. Takes no time: what is being written goes where it was written to.
     *
     * @throws IllegalArgumentException if negative
     * @throws IllegalStateException if the file has no positions, as a pipe
     */
    public void seek(long position) {
        if (position < 0) {
            throw new IllegalArgumentException("there is no position " + position);
        }
        if (!file.seekable) {
            throw new IllegalStateException("a pipe or terminal has no positions to seek");
        }
        in.discard();
        this.position = position;
    }

    /**
     * Reads some bytes from {@code position} on, beside what else is done with this file, and gives
     * the number, or -1 at the end. Cancel safe: if cancelled, {@code target} is as it was.
     */
    @CancelSafety(NOTHING_LOST)
    public Future<Integer> readAt(long position, ByteBuffer target) {
        return new ReadAt(file, position, maxBufferSize, target);
    }

    /**
     * Writes all of {@code source} at {@code position}, beside what else is done with this file.
     * The bytes are copied at the first poll, and it ends when they have been written. If cancelled
     * after that, it is carried out all the same.
     */
    @CancelSafety(LOSES_DATA)
    @SuppressWarnings("NullAway") // sees Job<T> as the lambda's type
    public Future<@Nullable Void> writeAt(long position, ByteBuffer source) {
        return new JobFuture<@Nullable Void>(_ -> {
            ByteBuffer copy = ByteBuffer.allocate(source.remaining()).put(source).flip();
            return file.<@Nullable Void>start("File.writeAt", it -> writeAll(it, position, copy));
        });
    }

    /** The file's size, in bytes, after what was written to it. */
    @CancelSafety(NOTHING_LOST)
    public Future<Long> size() {
        return afterWrites("File.size", FileChannel::size);
    }

    /**
     * Cuts the file off at {@code size}, or extends it to that with zeros, after what was written.
     */
    @CancelSafety(NOTHING_LOST)
    public Future<@Nullable Void> setLength(long size) {
        return this.<@Nullable Void>afterWrites("File.setLength", it -> resize(it, size));
    }

    /** Waits until what was written, and all about the file, is on the disk. */
    @CancelSafety(NOTHING_LOST)
    public Future<@Nullable Void> syncAll() {
        return this.<@Nullable Void>afterWrites("File.syncAll", it -> force(it, true));
    }

    /** Waits until what was written is on the disk, and its size; times may be lost. */
    @CancelSafety(NOTHING_LOST)
    public Future<@Nullable Void> syncData() {
        return this.<@Nullable Void>afterWrites("File.syncData", it -> force(it, false));
    }

    /** Fails with what went wrong in a write, if something did. */
    private <T extends @Nullable Object> Future<T> afterWrites(
            String what, OpenFile.Operation<T> operation) {
        return new JobFuture<>(cx -> pollFlush(cx) ? file.start(what, operation) : null);
    }

    private static @Nullable Void writeAll(FileChannel channel, long position, ByteBuffer source)
            throws IOException {
        long at = position;
        while (source.hasRemaining()) {
            at += channel.write(source, at);
        }
        return null;
    }

    private static @Nullable Void resize(FileChannel channel, long size) throws IOException {
        long now = channel.size();
        if (size < now) {
            channel.truncate(size);
        } else if (size > now) {
            channel.write(ByteBuffer.allocate(1), size - 1);
        }
        return null;
    }

    private static @Nullable Void force(FileChannel channel, boolean metadata) throws IOException {
        channel.force(metadata);
        return null;
    }

    @Override
    public void close() {
        closed = true;
        file.close();
    }
}
