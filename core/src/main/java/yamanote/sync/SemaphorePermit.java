package yamanote.sync;

import org.jspecify.annotations.Nullable;
import yamanote.sync.Semaphore.Permit;

/** Permits taken from a {@link FairSemaphore}. */
final class SemaphorePermit implements Permit {
    private final FairSemaphore semaphore;
    private int count;

    SemaphorePermit(FairSemaphore semaphore, int count) {
        this.semaphore = semaphore;
        this.count = count;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void forget() {
        count = 0;
    }

    @Override
    public void merge(Permit other) {
        SemaphorePermit from = (SemaphorePermit) other;
        if (from.semaphore != semaphore) {
            throw new IllegalArgumentException("only permits of the same semaphore can be merged");
        }
        if (from == this) {
            throw new IllegalArgumentException("a permit cannot be merged with itself");
        }
        PermitPool.checkCount(count + from.count);
        count += from.count;
        from.count = 0;
    }

    @Override
    public @Nullable Permit split(int permits) {
        PermitPool.checkCount(permits);
        if (permits > count) {
            return null;
        }
        count -= permits;
        return new SemaphorePermit(semaphore, permits);
    }

    @Override
    public void close() {
        int back = count;
        count = 0;
        if (back > 0) {
            semaphore.give(back);
        }
    }

    @Override
    public String toString() {
        return "Permit[count=" + count + "]";
    }
}
