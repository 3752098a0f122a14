package yamanote.sync;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.waiter.BlockingWait;

/** The read-write lock: a {@link PermitPool} of which a reader takes one permit, a writer all. */
final class FairRwLock<T extends @Nullable Object> extends PermitPool implements RwLock<T> {
    private final int readers;
    private T value;

    FairRwLock(T value, int readers) {
        super(checkReaders(readers));
        this.readers = readers;
        this.value = value;
    }

    private static int checkReaders(int readers) {
        if (readers < 1 || readers > MAX_PERMITS) {
            throw new IllegalArgumentException(
                    "readers must be between 1 and " + MAX_PERMITS + ", was " + readers);
        }
        return readers;
    }

    @Override
    public Future<ReadGuard<T>> read() {
        return new ReadWait<>(this);
    }

    @Override
    public Future<WriteGuard<T>> write() {
        return new WriteWait<>(this);
    }

    @Override
    public @Nullable ReadGuard<T> tryRead() {
        return tryTake(1) ? new Read<>(this) : null;
    }

    @Override
    public @Nullable WriteGuard<T> tryWrite() {
        return tryTake(readers) ? new Write<>(this) : null;
    }

    @Override
    public ReadGuard<T> blockingRead() throws InterruptedException {
        return BlockingWait.<ReadGuard<T>, RuntimeException>on(
                read(), "blockingRead()", "read().await()");
    }

    @Override
    public WriteGuard<T> blockingWrite() throws InterruptedException {
        return BlockingWait.<WriteGuard<T>, RuntimeException>on(
                write(), "blockingWrite()", "write().await()");
    }

    @Override
    public String toString() {
        return available() == readers ? "RwLock[free]" : "RwLock[held]";
    }

    private static IllegalStateException closed(String method) {
        return new IllegalStateException("this guard is closed: " + method + " again");
    }

    /** The wait for either access; the lock is never closed, so it is granted or queued. */
    private abstract static class Wait<T extends @Nullable Object, G> extends PermitWaiter
            implements Future<G> {
        final FairRwLock<T> lock;

        Wait(FairRwLock<T> lock, int permits) {
            super(permits);
            this.lock = lock;
        }

        abstract G guard();

        @Override
        public final Poll<G> poll(Context cx) {
            return lock.advance(this, cx) == GRANTED ? Poll.ready(guard()) : Poll.pending();
        }

        @Override
        public final boolean cancel(Context cx) {
            lock.abandon(this);
            return true;
        }
    }

    private static final class ReadWait<T extends @Nullable Object> extends Wait<T, ReadGuard<T>> {
        ReadWait(FairRwLock<T> lock) {
            super(lock, 1);
        }

        @Override
        int permits() {
            return 1;
        }

        @Override
        ReadGuard<T> guard() {
            return new Read<>(lock);
        }
    }

    private static final class WriteWait<T extends @Nullable Object>
            extends Wait<T, WriteGuard<T>> {
        WriteWait(FairRwLock<T> lock) {
            super(lock, lock.readers);
        }

        @Override
        int permits() {
            return lock.readers;
        }

        @Override
        WriteGuard<T> guard() {
            return new Write<>(lock);
        }
    }

    /** Shared access, held. */
    static final class Read<T extends @Nullable Object> implements ReadGuard<T> {
        private @Nullable FairRwLock<T> lock;

        Read(FairRwLock<T> lock) {
            this.lock = lock;
        }

        private FairRwLock<T> locked() {
            FairRwLock<T> held = lock;
            if (held == null) {
                throw closed("read()");
            }
            return held;
        }

        @Override
        public T get() {
            return locked().value;
        }

        @Override
        public <P extends @Nullable Object> MappedGuard<P> map(
                Function<? super T, ? extends P> part) {
            P mapped = part.apply(get());
            var guard = new HeldPart<P>(locked(), 1, mapped);
            lock = null;
            return guard;
        }

        @Override
        public void close() {
            FairRwLock<T> held = lock;
            lock = null;
            if (held != null) {
                held.give(1);
            }
        }
    }

    /** Sole access, held. */
    static final class Write<T extends @Nullable Object> implements WriteGuard<T> {
        private @Nullable FairRwLock<T> lock;

        Write(FairRwLock<T> lock) {
            this.lock = lock;
        }

        private FairRwLock<T> locked() {
            FairRwLock<T> held = lock;
            if (held == null) {
                throw closed("write()");
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
            var guard = new HeldPart<P>(locked(), locked().readers, mapped);
            lock = null;
            return guard;
        }

        @Override
        public ReadGuard<T> downgrade() {
            FairRwLock<T> held = locked();
            lock = null;
            // All permits but one: a writer in line needs that one, too.
            held.give(held.readers - 1);
            return new Read<>(held);
        }

        @Override
        public void close() {
            FairRwLock<T> held = lock;
            lock = null;
            if (held != null) {
                held.give(held.readers);
            }
        }
    }
}
