package yamanote.test;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import yamanote.internal.probe.RuntimeProbe;
import yamanote.task.TaskCancelledException;

/**
 * Sees to it that a body ends in time, from a thread of its own and by the real clock. If it does
 * not: notes what everything waits for, then cancels it; a moment later interrupts its thread and
 * gives it up; if even that does not help, logs what it has noted, for then nobody will throw it.
 */
final class Watch implements Runnable {
    private final TestSettings settings;
    private final TestBody<?> body;
    private final RuntimeProbe probe;
    private final Thread tested = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);

    // Guarded by this.
    private @Nullable AssertionError late;
    private boolean interrupted;
    private boolean over;

    /** Over {@code body}, which the calling thread is about to run. */
    Watch(TestSettings settings, TestBody<?> body, RuntimeProbe probe) {
        this.settings = settings;
        this.body = body;
        this.probe = probe;
    }

    /** The time begins. */
    void start() {
        if (!settings.timeout().isZero()) {
            Thread.ofPlatform().daemon().name("test-watch").start(this);
        }
    }

    /** The body has ended, by {@code thrown} if that is not null; throws if it was too late. */
    void end(@Nullable Throwable thrown) {
        AssertionError error;
        synchronized (this) {
            over = true;
            if (interrupted) {
                Thread.interrupted(); // ours, and nobody has taken it
            }
            error = late;
        }
        ended.countDown();
        if (error != null) {
            error.fillInStackTrace(); // of the test, not of the thread that made it
            if (thrown != null && !(thrown instanceof TaskCancelledException)) {
                error.addSuppressed(thrown);
            }
            throw error;
        }
    }

    @Override
    public void run() {
        if (endsWithin(settings.timeout())) {
            return;
        }
        AssertionError error = new AssertionError(text());
        synchronized (this) {
            late = error;
        }
        body.cancelSoon();
        if (endsWithin(settings.patience())) {
            return;
        }
        body.giveUp();
        interrupt();
        if (!endsWithin(settings.patience())) {
            System.getLogger("yamanote")
                    .log(Level.ERROR, "a test does not react to an interrupt: {0}", error);
        }
    }

    private String text() {
        return Dump.of(settings.timeout(), tested, body.body(), probe);
    }

    private boolean endsWithin(Duration time) {
        try {
            return ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true; // nobody else knows this thread
        }
    }

    /** Never once the body has ended: the thread goes on with other things. */
    private synchronized void interrupt() {
        if (!over) {
            interrupted = true;
            tested.interrupt();
        }
    }
}
