package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import yamanote.future.Future;

/** A release while a waiter goes into the queue reaches it. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "ready at the first poll")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class AcquireVersusReleaseStress {
    private final Semaphore semaphore = Semaphore.of(1);
    private final Future<Semaphore.Permit> acquire = semaphore.acquireMany(2);
    private final Woken task = new Woken();

    /** Wants two, finds one. */
    @Actor
    public void first() {
        task.poll(acquire);
    }

    /** Adds the other. */
    @Actor
    public void second() {
        semaphore.addPermits(1);
    }

    /** What has become of it. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = task.outcome(acquire);
    }
}
