package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import yamanote.future.Context;

/** The reading half of {@link AsyncIo#split}. */
public final class ReadHalf implements AsyncRead {
    private final AsyncRead stream;
    private final ReentrantLock lock;

    ReadHalf(AsyncRead stream, ReentrantLock lock) {
        this.stream = stream;
        this.lock = lock;
    }

    @Override
    public int pollRead(Context cx, ByteBuffer target) throws IOException {
        lock.lock();
        try {
            return stream.pollRead(cx, target);
        } finally {
            lock.unlock();
        }
    }
}
