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
import yamanote.io.AsyncRead;
import yamanote.io.IoStatus;

/**
 * The receiving end of a pipe of the system. Mirrors {@code tokio::net::unix::pipe::Receiver}.
 *
 * <p>A read waits until somebody has opened the pipe to send and sends something, or all who had
 * have closed it: then it ends with -1. That need not be for good: whoever opens a named pipe to
 * send after that may be read from, too. A receiver that was opened with {@link
 * PipeOptions#readWrite} never reads an end.
 *
 * <p>{@code read} and {@code readable} are cancel safe. {@link #close} ends whoever waits with
 * {@link SocketClosedException}.
 */
public final class PipeReceiver extends PipeEnd implements AsyncRead {
    private final Future<@Nullable Void> readable;

    /** Owns {@code source}. */
    PipeReceiver(PipeSource source) {
        super(source);
        this.readable = new ReadableFuture(registration);
    }

    /** As {@link PipeOptions#openReceiver}, without any option. */
    public static PipeReceiver open(Path path) throws IOException {
        return PipeOptions.create().openReceiver(path);
    }

    /**
     * Waits until a read is worth trying: data, the end, or an error. It may be spurious. The same
     * future each time, which may be awaited again after it has ended; allocates nothing.
     *
     * <p>Cancel safe.
     */
    @CancelSafety(NOTHING_LOST)
    public Future<@Nullable Void> readable() {
        return readable;
    }

    /**
     * Reads without waiting: the number of bytes, 0 if nothing is there (or {@code target} has no
     * room), -1 if nobody has it open to send any more. Spends no budget: await {@link #readable}
     * in between.
     */
    public int tryRead(ByteBuffer target) throws IOException {
        int seen = registration.seenReadable();
        return seen == 0 || !target.hasRemaining() ? 0 : readNow(seen, target);
    }

    @Override
    public int pollRead(Context cx, ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        if (cx.exhausted()) {
            return IoStatus.PENDING;
        }
        int n;
        do {
            int seen = registration.pollReadable(cx);
            if (seen == 0) {
                return IoStatus.PENDING;
            }
            n = readNow(seen, target);
        } while (n == 0);
        cx.spend();
        return n;
    }

    private int readNow(int seen, ByteBuffer target) throws IOException {
        int n;
        try {
            n = source.read(target);
        } catch (ClosedChannelException e) {
            throw new SocketClosedException(registration);
        }
        if (n == 0) {
            registration.clear(seen, Readiness.READABLE);
        }
        return n;
    }
}
