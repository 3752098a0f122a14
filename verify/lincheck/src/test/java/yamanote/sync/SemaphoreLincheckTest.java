package yamanote.sync;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.sync.FairSemaphore.Acquire;

/**
 * Acquire of one to three permits (each thread has one wait, polled again by the next call),
 * cancel, release, forget and close are atomic in the model of the semaphore itself, run in
 * sequence; and who is granted was woken.
 */
@Param(name = "id", gen = ThreadIdGen.class)
@Param(name = "n", gen = IntGen.class, conf = "1:3")
public class SemaphoreLincheckTest {
    private static final int PENDING = 0;
    private static final int CLOSED = -1;

    private final FairSemaphore semaphore = new FairSemaphore(2);
    private final Acquire[] waits = new Acquire[6];
    private final AtomicInteger[] wakes = new AtomicInteger[6];

    @Operation(params = {"id", "n"})
    public int acquire(int id, int n) {
        if (waits[id] == null) {
            waits[id] = (Acquire) semaphore.acquireMany(n);
            wakes[id] = new AtomicInteger();
        }
        try {
            var polled = waits[id].poll(Context.of(Waker.of(wakes[id]::incrementAndGet)));
            if (polled instanceof Poll.Ready<Semaphore.Permit>(var permit)) {
                waits[id] = null;
                return permit.count();
            }
            return PENDING;
        } catch (ClosedException e) {
            waits[id] = null;
            return CLOSED;
        }
    }

    @Operation(params = "id")
    public void cancel(int id) {
        if (waits[id] != null) {
            waits[id].cancel(Context.noop());
            waits[id] = null;
        }
    }

    @Operation(params = "n")
    public boolean tryAcquire(int n) {
        return semaphore.tryAcquireMany(n) != null;
    }

    @Operation(params = "n")
    public void release(int n) {
        semaphore.addPermits(n);
    }

    @Operation(params = "n")
    public int forget(int n) {
        return semaphore.forgetPermits(n);
    }

    @Operation
    public int available() {
        return semaphore.availablePermits();
    }

    @Operation(runOnce = true)
    public void close() {
        semaphore.close();
    }

    /** A fate without a wake would leave its task asleep. */
    @Validate
    public void decidedWaitersWereWoken() {
        for (int id = 0; id < waits.length; id++) {
            Acquire wait = waits[id];
            if (wait != null && wait.state() > Acquire.ENDED && wakes[id].get() == 0) {
                throw new AssertionError("decided and not woken: " + id);
            }
        }
    }

    @Test
    void isLinearizable() {
        new ModelCheckingOptions()
                .iterations(8)
                .invocationsPerIteration(200)
                .threads(3)
                .actorsPerThread(3)
                .check(SemaphoreLincheckTest.class);
    }
}
