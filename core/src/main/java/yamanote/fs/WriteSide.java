package yamanote.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;

/** What is on its way into a file: at most one job, and how the last one failed. */
final class WriteSide {
    private final OpenFile file;
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private @Nullable Job<@Nullable Void> job;
    private @Nullable IOException failure;

    WriteSide(OpenFile file) {
        this.file = file;
    }

    /** Whether no job runs; a failure is kept. */
    boolean pollIdle(Context cx) {
        Job<@Nullable Void> running = job;
        if (running == null) {
            return true;
        }
        try {
            if (running.poll(cx).isPending()) {
                return false;
            }
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException e) {
            failure = new IOException(e); // not open for writing
        }
        job = null;
        return true;
    }

    /** Throws how the last write failed, once. */
    void throwFailure() throws IOException {
        IOException thrown = failure;
        if (thrown != null) {
            failure = null;
            throw thrown;
        }
    }

    /** While no job runs: copies up to {@code most} bytes and starts to write them. */
    int start(ByteBuffer source, int most, long at) {
        int count = Math.min(source.remaining(), most);
        if (buffer.capacity() < count) {
            buffer = ByteBuffer.allocateDirect(count);
        }
        ByteBuffer copy = buffer.clear().put(source.slice(source.position(), count)).flip();
        job =
                file.<@Nullable Void>start(
                        "File.write",
                        _ -> {
                            file.write(copy, at);
                            return null;
                        });
        source.position(source.position() + count);
        return count;
    }
}
