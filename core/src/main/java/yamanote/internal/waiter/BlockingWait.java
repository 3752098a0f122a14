package yamanote.internal.waiter;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import yamanote.future.CleanUp;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.internal.util.Ambient;

/** Waits for a future on the calling thread: the {@code blockingX} methods of primitives. */
public final class BlockingWait {
    private BlockingWait() {}

    /**
     * The value of {@code future}. An interrupt cancels it and throws; the flag is then cleared, as
     * everywhere in the JDK.
     *
     * @param method what the user called
     * @param instead what is to be called by a task
     * @param <E> what the future may throw
     * @throws IllegalStateException on a thread that polls tasks; nothing has happened
     */
    public static <T extends @Nullable Object, E extends Exception> T on(
            Future<T> future, String method, String instead) throws InterruptedException, E {
        if (Ambient.get() instanceof Context) {
            throw new IllegalStateException(
                    method
                            + " would block this thread, which polls tasks: use "
                            + instead
                            + ", or call it in spawnBlocking(…) or blockInPlace(…)");
        }
        Parked parked = new Parked();
        Context cx = Context.of(parked);
        boolean interrupted = Thread.interrupted();
        while (!interrupted) {
            Poll<T> polled = BlockingWait.<T, E>poll(future, cx);
            if (polled instanceof Poll.Ready<T>(T value)) {
                return value;
            }
            interrupted = parked.waitForWake();
        }
        CleanUp.cancel(future, cx); // those of primitives have no clean-up that goes on
        throw new InterruptedException("interrupted in " + method);
    }

    @SuppressWarnings("unchecked") // the caller says what the future throws
    private static <T extends @Nullable Object, E extends Exception> Poll<T> poll(
            Future<T> future, Context cx) throws E {
        try {
            return future.poll(cx);
        } catch (Exception e) {
            throw (E) e;
        }
    }

    /** The waker of the thread; a wake that comes first is kept. */
    private static final class Parked extends Waker {
        private final Thread thread = Thread.currentThread();
        private volatile boolean woken;

        @Override
        public void wake() {
            woken = true;
            LockSupport.unpark(thread);
        }

        /** True if an interrupt came instead of a wake. */
        boolean waitForWake() {
            while (!woken) {
                LockSupport.park(this);
                if (Thread.interrupted()) {
                    return true;
                }
            }
            woken = false;
            return false;
        }
    }
}
