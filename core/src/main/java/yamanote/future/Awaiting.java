package yamanote.future;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import yamanote.internal.util.Ambient;

/**
 * What {@code await()} does outside of a woven body: an unwoven body suspends, any other virtual
 * thread parks, every other thread is told that it would block.
 */
final class Awaiting {
    private Awaiting() {}

    static <T extends @Nullable Object> T outsideWovenBody(Future<T> future) throws Exception {
        UnwovenBody<?> body = UnwovenBody.current();
        if (body != null) {
            return body.await(future);
        }
        if (Ambient.get() instanceof Context) {
            throw new IllegalStateException(
                    "await() outside of an async body would block this worker thread: wrap the"
                            + " code in async(() -> …) and await or spawn that");
        }
        if (!Thread.currentThread().isVirtual()) {
            throw new IllegalStateException(
                    "await() outside of an async body would block this thread: use"
                            + " runtime.blockOn(future), or call it in async(() -> …)");
        }
        return park(future);
    }

    static void close(AsyncCloseable resource) {
        try {
            resource.closeAsync().await();
        } catch (Exception e) {
            throw Sneaky.<RuntimeException>raise(e);
        }
    }

    private static <T extends @Nullable Object> T park(Future<T> future) throws Exception {
        Parked parked = new Parked();
        Context cx = Context.of(parked);
        boolean interrupted = Thread.interrupted();
        while (!interrupted) {
            Poll<T> poll = future.poll(cx);
            if (poll != (Object) Poll.Pending.INSTANCE) {
                return ((Poll.Ready<T>) poll).value();
            }
            interrupted = parked.waitForWake();
        }
        cancelUninterruptibly(future, parked, cx);
        throw new InterruptedException();
    }

    private static void cancelUninterruptibly(Future<?> future, Parked parked, Context cx) {
        if (CleanUp.cancel(future, cx)) {
            return;
        }
        boolean interrupted = false;
        while (!CleanUp.drive(future, cx)) {
            while (parked.waitForWake()) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The waker of a parked virtual thread; a wake that comes first is kept. */
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
