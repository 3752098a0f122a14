package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;

/** A writer that notes what it is given; it takes so many bytes a time, and waits when told. */
public final class ScriptWrite implements AsyncWrite {
    public final Bytes taken = new Bytes();
    public int most = Integer.MAX_VALUE;

    /** Waits before each write. */
    public boolean waits;

    /** Does not take anything any more, but waits. */
    public boolean stuck;

    public boolean flushWaits;
    public int flushes;
    public int writes;
    public int shutdowns;
    public @Nullable IOException failure;
    private boolean waited;
    private boolean flushWaited;

    @Override
    public int pollWrite(Context cx, ByteBuffer source) throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (stuck || waits && !waited) {
            waited = true;
            return IoStatus.PENDING;
        }
        waited = false;
        writes++;
        int n = Math.min(most, source.remaining());
        taken.put(source.slice(source.position(), n));
        source.position(source.position() + n);
        return n;
    }

    @Override
    public boolean pollFlush(Context cx) {
        if (flushWaits && !flushWaited) {
            flushWaited = true;
            return false;
        }
        flushWaited = false;
        flushes++;
        return true;
    }

    @Override
    public boolean pollShutdown(Context cx) {
        shutdowns++;
        return true;
    }

    /** All that was taken. */
    public String text() {
        return new String(taken.toByteArray(), StandardCharsets.UTF_8);
    }
}
