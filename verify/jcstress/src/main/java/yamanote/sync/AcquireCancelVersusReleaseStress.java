package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import yamanote.future.Context;
import yamanote.future.Future;

/** B186: permits poured into a waiter that leaves reach the next. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "ready at the first poll")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class AcquireCancelVersusReleaseStress {
    private final Semaphore semaphore = Semaphore.of(1);
    private final Future<Semaphore.Permit> leaving = semaphore.acquireMany(2);
    private final Future<Semaphore.Permit> next = semaphore.acquireMany(2);
    private final Woken task = new Woken();

    /** Two in line. */
    public AcquireCancelVersusReleaseStress() {
        new Woken().poll(leaving);
        task.poll(next);
    }

    /** Leaves. */
    @Actor
    public void first() {
        leaving.cancel(Context.noop());
    }

    /** Releases. */
    @Actor
    public void second() {
        semaphore.addPermits(1);
    }

    /** What has become of it. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = task.outcome(next);
    }
}
