package yamanote.net;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.internal.reactor.PipeSource;
import yamanote.internal.reactor.Readiness;
import yamanote.io.AsyncWrite;
import yamanote.io.IoStatus;

/**
 * The sending end of a pipe of the system. Mirrors {@code tokio::net::unix::pipe::Sender}.
 *
 * <p>A write waits while the pipe is full, and throws {@link IOException} (a broken pipe) while
 * nobody has it open to receive. Up to 4,096 bytes of one write stay together, whoever else sends.
 *
 * <p>{@code write} and {@code writable} are cancel safe. {@link #close} ends whoever waits with
 * {@link SocketClosedException}, and so does {@link #shutdown}: a pipe has one direction only.
 */
public final class PipeSender extends PipeEnd implements AsyncWrite {
    private final Future<@Nullable Void> writable;

    /** Owns {@code source}. */
    PipeSender(PipeSource source) {
        super(source);
        this.writable = new WritableFuture(registration);
    }

    /** As {@link PipeOptions#openSender}, without any option. */
    public static PipeSender open(Path path) throws IOException {
        return PipeOptions.create().openSender(path);
    }

    /**
     * Waits until a write is worth trying: there is room, or nobody receives any more. It may be
     * spurious. The same future each time, which may be awaited again after it has ended.
     *
     * <p>Cancel safe.
     */
    @CancelSafety(NOTHING_LOST)
    public Future<@Nullable Void> writable() {
        return writable;
    }

    /**
     * Writes without waiting: the number of bytes, 0 if the pipe takes none now (or {@code bytes}
     * is empty). Spends no budget: await {@link #writable} in between.
     */
    public int tryWrite(ByteBuffer bytes) throws IOException {
        int seen = registration.seenWritable();
        return seen == 0 || !bytes.hasRemaining() ? 0 : writeNow(seen, bytes);
    }

    @Override
    public int pollWrite(Context cx, ByteBuffer bytes) throws IOException {
        if (!bytes.hasRemaining()) {
            return 0;
        }
        if (cx.exhausted()) {
            return IoStatus.PENDING;
        }
        int n;
        do {
            int seen = registration.pollWritable(cx);
            if (seen == 0) {
                return IoStatus.PENDING;
            }
            n = writeNow(seen, bytes);
        } while (n == 0);
        cx.spend();
        return n;
    }

    /** Closes this end, which is what ends the output of a pipe. */
    @Override
    public boolean pollShutdown(Context cx) {
        close();
        return true;
    }

    private int writeNow(int seen, ByteBuffer bytes) throws IOException {
        int n;
        try {
            n = source.write(bytes);
        } catch (ClosedChannelException e) {
            throw new SocketClosedException(registration);
        }
        if (n == 0) {
            registration.clear(seen, Readiness.WRITABLE);
        }
        return n;
    }
}
