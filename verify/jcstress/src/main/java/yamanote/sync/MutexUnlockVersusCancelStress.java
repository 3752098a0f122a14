package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import yamanote.future.Context;
import yamanote.future.Future;

/** B193: an unlock while the first in line leaves hands the lock to the second. */
@JCStressTest
@Outcome(id = "2", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class MutexUnlockVersusCancelStress {
    private final Mutex<Integer> mutex = Mutex.of(0);
    private final Mutex.Guard<Integer> held = Objects.requireNonNull(mutex.tryLock());
    private final Future<Mutex.Guard<Integer>> leaving = mutex.lock();
    private final Future<Mutex.Guard<Integer>> next = mutex.lock();
    private final Woken task = new Woken();

    /** Locked, two in line. */
    public MutexUnlockVersusCancelStress() {
        new Woken().poll(leaving);
        task.poll(next);
    }

    /** Leaves. */
    @Actor
    public void first() {
        leaving.cancel(Context.noop());
    }

    /** Unlocks. */
    @Actor
    public void second() {
        held.close();
    }

    /** What has become of it. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = task.outcome(next);
    }
}
