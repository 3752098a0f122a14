package yamanote.internal.scheduler;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import yamanote.future.Waker;

/** Wakers of those who gave way: woken once I/O and timers have been looked at. Owner-only. */
final class DeferredTasks {
    private @Nullable Waker[] wakers = new Waker[16];
    private int size;

    /** The same waker several times in a row counts once: the branches of one join. */
    boolean add(Waker waker) {
        if (size > 0 && wakers[size - 1] == waker) {
            return false;
        }
        if (size == wakers.length) {
            wakers = Arrays.copyOf(wakers, size * 2);
        }
        wakers[size++] = waker;
        return true;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void wakeAll() {
        for (int i = 0; i < size; i++) {
            Waker waker = wakers[i];
            wakers[i] = null;
            if (waker != null) {
                waker.wake();
            }
        }
        size = 0;
    }
}
