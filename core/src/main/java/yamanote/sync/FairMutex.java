package yamanote.sync;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.waiter.BlockingWait;

/** The mutex: a {@link PermitPool} of one permit, which guards the value. */
final class FairMutex<T extends @Nullable Object> extends PermitPool implements Mutex<T> {
    private T value;

    FairMutex(T value) {
        super(1);
        this.value = value;
    }

    @Override
    public Future<Guard<T>> lock() {
        return new Lock<>(this);
    }

    @Override
    public @Nullable Guard<T> tryLock() {
        return tryTake(1) ? new Held<>(this) : null;
    }

    @Override
    public Guard<T> blockingLock() throws InterruptedException {
        return BlockingWait.<Guard<T>, RuntimeException>on(
                lock(), "blockingLock()", "lock().await()");
    }

    @Override
    public String toString() {
        return available() == 0 ? "Mutex[locked]" : "Mutex[free]";
    }

    /** The wait for the lock. */
    private static final class Lock<T extends @Nullable Object> extends PermitWaiter
            implements Future<Guard<T>> {
        private final FairMutex<T> mutex;

        Lock(FairMutex<T> mutex) {
            super(1);
            this.mutex = mutex;
        }

        @Override
        int permits() {
            return 1;
        }

        @Override
        public Poll<Guard<T>> poll(Context cx) {
            // A mutex is never closed: granted or queued.
            return mutex.advance(this, cx) == GRANTED
                    ? Poll.ready(new Held<>(mutex))
                    : Poll.pending();
        }

        @Override
        public boolean cancel(Context cx) {
            mutex.abandon(this);
            return true;
        }
    }

    /** The lock, held; it lets go of the mutex when it is closed. */
    static final class Held<T extends @Nullable Object> implements Guard<T> {
        private @Nullable FairMutex<T> mutex;

        Held(FairMutex<T> mutex) {
            this.mutex = mutex;
        }

        private FairMutex<T> locked() {
            FairMutex<T> held = mutex;
            if (held == null) {
                throw new IllegalStateException("this guard is closed: lock() again");
            }
            return held;
        }

        @Override
        public T get() {
            return locked().value;
        }

        @Override
        public void set(T value) {
            locked().value = value;
        }

        @Override
        public <P extends @Nullable Object> MappedGuard<P> map(
                Function<? super T, ? extends P> part) {
            P mapped = part.apply(get());
            var guard = new HeldPart<P>(locked(), 1, mapped);
            mutex = null;
            return guard;
        }

        @Override
        public void close() {
            FairMutex<T> held = mutex;
            mutex = null;
            if (held != null) {
                held.give(1);
            }
        }
    }
}
