package yamanote.io;

import static yamanote.future.CancelSafety.Loss.LOSES_DATA;
import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.util.concurrent.locks.ReentrantLock;
import yamanote.future.CancelSafety;
import yamanote.future.Future;

/**
 * What can be done with streams, and streams in memory. Mirrors the functions of {@code tokio::io}.
 */
public final class AsyncIo {
    private AsyncIo() {}

    /**
     * Writes what {@code reader} has, up to its end, flushes and gives the number of bytes; does
     * not end the output. When the reader has to wait, the writer is flushed. Uses a buffer of 8
     * KiB; allocates nothing per piece. Cooperative.
     *
     * <p>If cancelled, it loses data: what was read and not yet written.
     */
    @CancelSafety(LOSES_DATA)
    public static Future<Long> copy(AsyncRead reader, AsyncWrite writer) {
        return new CopyFuture(reader, writer, Lease.own(Lease.SIZE));
    }

    /** {@link #copy(AsyncRead, AsyncWrite)} that holds a buffer only while bytes are in it. */
    @CancelSafety(LOSES_DATA)
    public static Future<Long> copy(AsyncRead reader, AsyncWrite writer, BufferPool pool) {
        return new CopyFuture(reader, writer, Lease.of(pool));
    }

    /**
     * {@link #copy(AsyncRead, AsyncWrite)} out of the reader's own buffer. If cancelled, nothing is
     * lost: what was not written is still in the reader.
     */
    @CancelSafety(NOTHING_LOST)
    public static Future<Long> copyBuf(AsyncBufRead reader, AsyncWrite writer) {
        return new CopyBufFuture(reader, writer);
    }

    /**
     * Copies both ways at once, until both readers have ended. The end of one ends the output of
     * the other, and the opposite direction goes on; neither waits for the other. A failure ends
     * both at once. If cancelled, it loses data, as {@link #copy(AsyncRead, AsyncWrite)}.
     */
    @CancelSafety(LOSES_DATA)
    public static <A extends AsyncRead & AsyncWrite, B extends AsyncRead & AsyncWrite>
            Future<Copied> copyBidirectional(A first, B second) {
        return new CopyBothFuture(first, second, Lease.own(Lease.SIZE), Lease.own(Lease.SIZE));
    }

    /**
     * {@link #copyBidirectional(AsyncRead, AsyncRead)} that holds buffers only while bytes are in
     * them.
     */
    @CancelSafety(LOSES_DATA)
    public static <A extends AsyncRead & AsyncWrite, B extends AsyncRead & AsyncWrite>
            Future<Copied> copyBidirectional(A first, B second, BufferPool pool) {
        return new CopyBothFuture(first, second, Lease.of(pool), Lease.of(pool));
    }

    /**
     * A connection in memory with at most {@code capacity} bytes on their way in each direction;
     * writers wait for room. See {@link DuplexStream}.
     *
     * @throws IllegalArgumentException if the capacity is not positive
     */
    public static Duplex duplex(int capacity) {
        Pipe there = new Pipe(capacity);
        Pipe back = new Pipe(capacity);
        return new Duplex(new DuplexStream(back, there), new DuplexStream(there, back));
    }

    /**
     * A pipe in memory with at most {@code capacity} bytes on their way; the writer waits for room.
     *
     * @throws IllegalArgumentException if the capacity is not positive
     */
    public static Simplex simplex(int capacity) {
        Pipe pipe = new Pipe(capacity);
        return new Simplex(new PipeReader(pipe), new PipeWriter(pipe));
    }

    /** A reader that is at its end. */
    public static AsyncBufRead empty() {
        return MemoryStreams.EMPTY;
    }

    /** A reader that has nothing but {@code value}, for ever. */
    public static AsyncRead repeat(byte value) {
        return new MemoryStreams.Repeat(value);
    }

    /** A writer that takes everything and keeps nothing. */
    public static AsyncWrite sink() {
        return MemoryStreams.SINK;
    }

    /** {@code reader} and {@code writer} as one stream; they stay with their owners. */
    public static JoinedStream join(AsyncRead reader, AsyncWrite writer) {
        return new JoinedStream(reader, writer);
    }

    /**
     * {@code stream} in two halves, each of which takes a lock for each poll, so that two tasks may
     * use them at once whatever the stream allows. The stream stays with its owner. Streams that
     * allow it by themselves need no halves ({@link DuplexStream}), or have their own ({@code
     * TcpStream.split}).
     */
    public static <S extends AsyncRead & AsyncWrite> Halves split(S stream) {
        ReentrantLock lock = new ReentrantLock();
        return new Halves(new ReadHalf(stream, lock), new WriteHalf(stream, lock));
    }

    /**
     * The input of the process, as {@link System#in} was at the first call; one reader at a time.
     * Read by a daemon thread that belongs to no runtime, so that closing one never waits for
     * input. Cancel safe: what came too late is there for the next read.
     */
    public static AsyncRead stdin() {
        return Stdio.IN;
    }

    /**
     * The output of the process, past {@link System#out} and its buffer. Written on the blocking
     * pool of the runtime: flush before the end of the program. Two that write at once may mix
     * within a line.
     */
    public static AsyncWrite stdout() {
        return Stdio.out();
    }

    /** The error output of the process; else as {@link #stdout}. */
    public static AsyncWrite stderr() {
        return Stdio.err();
    }
}
