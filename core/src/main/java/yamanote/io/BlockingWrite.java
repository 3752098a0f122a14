package yamanote.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.internal.blocking.BlockingJob.Kind;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.task.JoinHandle;

/**
 * An output stream of the process behind {@link AsyncWrite}: a write copies its bytes and gives
 * them to the blocking pool; the next one, or a flush, waits until they are out and throws what
 * they failed with. They are written also if the runtime is closed meanwhile.
 */
final class BlockingWrite implements AsyncWrite {
    private static final int MOST = 64 * 1024;

    private final OutputStream out;
    private final String name;

    /** The write on its way. */
    private @Nullable JoinHandle<@Nullable Void> job;

    BlockingWrite(OutputStream out, String name) {
        this.out = out;
        this.name = name;
    }

    @Override
    public int pollWrite(Context cx, ByteBuffer source) throws IOException {
        if (!source.hasRemaining()) {
            return 0;
        }
        if (cx.exhausted() || !pollFlush(cx)) {
            return IoStatus.PENDING;
        }
        byte[] bytes = new byte[Math.min(source.remaining(), MOST)];
        var runtime = CurrentRuntime.require(name);
        source.get(bytes);
        job =
                JoinHandle.of(
                        runtime.spawnBlocking(
                                () -> {
                                    out.write(bytes);
                                    out.flush();
                                    return null;
                                },
                                Kind.MANDATORY));
        cx.spend();
        return bytes.length;
    }

    @Override
    public boolean pollFlush(Context cx) throws IOException {
        JoinHandle<@Nullable Void> writing = job;
        if (writing != null) {
            boolean pending = false;
            try {
                pending = writing.poll(cx).isPending();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException("the runtime was closed before the bytes were written", e);
            } finally {
                if (!pending) {
                    job = null;
                }
            }
            return !pending;
        }
        return true;
    }

    /** Flushes: the stream is the process's. */
    @Override
    public boolean pollShutdown(Context cx) throws IOException {
        return pollFlush(cx);
    }
}
