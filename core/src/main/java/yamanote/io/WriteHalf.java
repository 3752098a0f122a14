package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import yamanote.future.Context;

/** The writing half of {@link AsyncIo#split}. */
public final class WriteHalf implements AsyncWrite {
    private final AsyncWrite stream;
    private final ReentrantLock lock;

    WriteHalf(AsyncWrite stream, ReentrantLock lock) {
        this.stream = stream;
        this.lock = lock;
    }

    @Override
    public int pollWrite(Context cx, ByteBuffer source) throws IOException {
        lock.lock();
        try {
            return stream.pollWrite(cx, source);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long pollWrite(Context cx, ByteBuffer[] sources) throws IOException {
        lock.lock();
        try {
            return stream.pollWrite(cx, sources);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isWriteVectored() {
        return stream.isWriteVectored();
    }

    @Override
    public boolean pollFlush(Context cx) throws IOException {
        lock.lock();
        try {
            return stream.pollFlush(cx);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean pollShutdown(Context cx) throws IOException {
        lock.lock();
        try {
            return stream.pollShutdown(cx);
        } finally {
            lock.unlock();
        }
    }
}
