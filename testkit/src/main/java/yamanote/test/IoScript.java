package yamanote.test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Waker;
import yamanote.io.IoStatus;
import yamanote.time.Sleep;

/**
 * A script and how far it has come. Guarded by itself; who waits is woken outside of that, by
 * {@link #wakeMoved}, after each step that is over.
 */
final class IoScript {
    private final Deque<IoStep> steps = new ArrayDeque<>();
    private String name = "MockIo";
    private int done;
    private boolean ended;
    private boolean shutDown;
    private boolean closed;

    /** The first step is over since the last {@link #wakeMoved}. */
    private boolean moved;

    /** Of a first step that waits and has been looked at. */
    private @Nullable Sleep sleep;

    private @Nullable Waker reader;
    private @Nullable Waker writer;
    private @Nullable String mistake;

    synchronized void name(String name) {
        this.name = name;
    }

    void add(IoStep step) {
        synchronized (this) {
            if (ended) {
                throw new IllegalStateException(
                        "the script has ended: add steps before build(), or use open()");
            }
            steps.add(step);
            moved = true;
        }
        wakeMoved();
    }

    void end() {
        synchronized (this) {
            ended = true;
            moved = true;
        }
        wakeMoved();
    }

    synchronized int read(Context cx, ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        if (cx.exhausted()) {
            return IoStatus.PENDING;
        }
        switch (current()) {
            case IoStep.Read(ByteBuffer bytes) -> {
                cx.spend();
                int count = Math.min(bytes.remaining(), target.remaining());
                target.put(bytes.slice(bytes.position(), count));
                consume(bytes, count);
                return count;
            }
            case IoStep.ReadError(IOException error) -> {
                next();
                throw error;
            }
            case null -> {
                if (ended) {
                    cx.spend();
                    return IoStatus.END;
                }
            }
            default -> {}
        }
        reader = cx.waker();
        return IoStatus.PENDING;
    }

    synchronized int write(Context cx, ByteBuffer source) throws IOException {
        if (!source.hasRemaining()) {
            return 0;
        }
        if (shutDown) {
            throw mistake("a write after shutdown, of " + IoStep.text(source));
        }
        if (cx.exhausted()) {
            return IoStatus.PENDING;
        }
        switch (current()) {
            case IoStep.Write(ByteBuffer bytes) -> {
                cx.spend();
                int count = Math.min(bytes.remaining(), source.remaining());
                ByteBuffer expected = bytes.slice(bytes.position(), count);
                int differs = expected.mismatch(source.slice(source.position(), count));
                if (differs >= 0) {
                    throw mistake(
                            "the write differs at byte "
                                    + differs
                                    + ": expected "
                                    + IoStep.text(bytes)
                                    + ", but was "
                                    + IoStep.text(source));
                }
                source.position(source.position() + count);
                consume(bytes, count);
                return count;
            }
            case IoStep.WriteError(IOException error) -> {
                next();
                throw error;
            }
            case null -> {
                if (ended) {
                    throw mistake(
                            "an unexpected write, the script has ended: " + IoStep.text(source));
                }
            }
            default -> {}
        }
        writer = cx.waker();
        return IoStatus.PENDING;
    }

    /** The step whose turn it is; null at the end of what was written so far. */
    private @Nullable IoStep current() {
        while (steps.peek() instanceof IoStep.Wait wait) {
            if (sleep == null) {
                sleep = Sleep.of(wait.time());
            }
            // Whoever waits hears of it: both may.
            if (sleep.poll(Context.of(Waker.of(this::wakeBoth))).isPending()) {
                return wait;
            }
            sleep = null;
            next();
        }
        return steps.peek();
    }

    private void consume(ByteBuffer bytes, int count) {
        bytes.position(bytes.position() + count);
        if (!bytes.hasRemaining()) {
            next();
        }
    }

    private void next() {
        steps.remove();
        done++;
        moved = true;
    }

    private AssertionError mistake(String what) {
        mistake = what;
        return new AssertionError(this + ": " + what);
    }

    /** Not under the lock: wakes who waits, if a step is over. */
    void wakeMoved() {
        synchronized (this) {
            if (!moved) {
                return;
            }
            moved = false;
        }
        wakeBoth();
    }

    private void wakeBoth() {
        Waker first;
        Waker second;
        synchronized (this) {
            first = reader;
            second = writer;
            reader = null;
            writer = null;
        }
        if (first != null) {
            first.wake();
        }
        if (second != null) {
            second.wake();
        }
    }

    synchronized void shutDown() {
        shutDown = true;
    }

    synchronized boolean isShutDown() {
        return shutDown;
    }

    synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (sleep != null) {
            sleep.cancel(Context.noop());
            sleep = null;
        }
        if (mistake != null) {
            // Another instance: a failure that is on its way cannot suppress itself.
            throw new AssertionError(this + " went wrong before: " + mistake);
        }
        while (steps.peek() instanceof IoStep.Wait) {
            steps.remove();
        }
        if (!steps.isEmpty()) {
            throw new AssertionError(
                    this + " is closed before " + steps.size() + " steps were done");
        }
    }

    @Override
    public synchronized String toString() {
        IoStep step = steps.peek();
        return name
                + "[step "
                + (done + 1)
                + ": "
                + (step != null ? step : ended ? "the end" : "none yet")
                + "]";
    }
}
