package yamanote.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Waker;
import yamanote.internal.waiter.Wakes;

/**
 * An input stream of the process behind {@link AsyncRead}: a daemon thread of its own blocks in its
 * reads, one for each time that somebody wants bytes and there are none. It belongs to no runtime,
 * so none waits for it at its end, and what it reads too late is there for the next one.
 */
final class InputPump implements AsyncRead {
    private final InputStream in;
    private final String name;
    private final byte[] buffer = new byte[8192];

    // All guarded by this; the thread alone writes the buffer while it is wanted.
    private int head;
    private int tail;
    private boolean wanted;
    private boolean ended;
    private @Nullable IOException failure;
    private @Nullable Waker reader;
    private @Nullable Thread thread;

    InputPump(InputStream in, String name) {
        this.in = in;
        this.name = name;
    }

    @Override
    public int pollRead(Context cx, ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        if (cx.exhausted()) {
            return IoStatus.PENDING;
        }
        int n = take(cx, target);
        if (n != IoStatus.PENDING) {
            cx.spend();
        }
        return n;
    }

    private synchronized int take(Context cx, ByteBuffer target) throws IOException {
        if (head < tail) {
            int n = Math.min(tail - head, target.remaining());
            target.put(buffer, head, n);
            head += n;
            return n;
        }
        IOException failed = failure;
        if (failed != null) {
            failure = null;
            throw failed;
        }
        // Told once: a terminal may go on behind an end.
        if (ended) {
            ended = false;
            return IoStatus.END;
        }
        reader = cx.waker();
        if (!wanted) {
            wanted = true;
            if (thread == null) {
                thread = Thread.ofPlatform().daemon().name(name).start(this::pump);
            }
            notifyAll();
        }
        return IoStatus.PENDING;
    }

    private void pump() {
        for (; ; ) {
            if (!isWanted()) {
                return;
            }
            int n = -1;
            IOException failed = null;
            try {
                n = in.read(buffer, 0, buffer.length);
            } catch (IOException e) {
                failed = e;
            } catch (Throwable t) {
                failed = new IOException(name + " failed", t);
            }
            Wakes.wake(arrived(n, failed));
        }
    }

    /** Waits until somebody wants bytes; false if the thread was told to end. */
    private synchronized boolean isWanted() {
        try {
            while (!wanted) {
                wait();
            }
            return true;
        } catch (InterruptedException e) {
            thread = null;
            return false;
        }
    }

    private synchronized @Nullable Waker arrived(int n, @Nullable IOException failed) {
        head = 0;
        tail = Math.max(n, 0);
        ended = n < 0 && failed == null;
        failure = failed;
        wanted = false;
        Waker wake = reader;
        reader = null;
        return wake;
    }
}
