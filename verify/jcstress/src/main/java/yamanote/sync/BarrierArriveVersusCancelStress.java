package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import yamanote.future.Context;
import yamanote.future.Future;

/** The last arrives while one of two who wait leaves, and a next round begins. */
@JCStressTest
@Outcome(id = "2, 3", expect = ACCEPTABLE, desc = "woken; the next round waits")
@Outcome(expect = FORBIDDEN, desc = "lost, or the next round is over")
@State
public class BarrierArriveVersusCancelStress {
    private final Barrier barrier = Barrier.of(3);
    private final Future<Barrier.Role> leaving = barrier.arrive();
    private final Future<Barrier.Role> waiting = barrier.arrive();
    private final Future<Barrier.Role> next = barrier.arrive();
    private final Woken waits = new Woken();
    private final Woken later = new Woken();

    /** Two of three wait. */
    public BarrierArriveVersusCancelStress() {
        new Woken().poll(leaving);
        waits.poll(waiting);
    }

    /** Leaves. */
    @Actor
    public void first() {
        leaving.cancel(Context.noop());
    }

    /** Ends the round and begins the next. */
    @Actor
    public void second() {
        new Woken().poll(barrier.arrive());
        later.poll(next);
    }

    /** What has become of them. */
    @Arbiter
    public void after(II_Result r) {
        r.r1 = waits.outcome(waiting);
        r.r2 = later.outcome(next);
    }
}
