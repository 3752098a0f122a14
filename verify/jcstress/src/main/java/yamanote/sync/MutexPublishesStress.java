package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What was written under the lock is seen by whoever has it next, in one order or the other. */
@JCStressTest
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "the second was later")
@Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "the first was later")
@Outcome(expect = FORBIDDEN, desc = "an update is lost")
@State
public class MutexPublishesStress {
    private final Mutex<Integer> mutex = Mutex.of(0);
    private int plain;

    /** Adds one to both. */
    @Actor
    public void first(II_Result r) {
        r.r1 = add();
    }

    /** Adds one to both. */
    @Actor
    public void second(II_Result r) {
        r.r2 = add();
    }

    private int add() {
        try (var guard = mutex.blockingLock()) {
            guard.set(guard.get() + 1);
            plain++;
            return guard.get() == plain ? plain : -1;
        } catch (InterruptedException e) {
            return -2;
        }
    }
}
