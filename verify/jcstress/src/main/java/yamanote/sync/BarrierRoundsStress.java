package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import yamanote.future.Future;

/**
 * One ends a round and is in line for the next at once, while the other looks again at the first.
 */
@JCStressTest
@Outcome(id = "1, 3", expect = ACCEPTABLE, desc = "looked when the round was over")
@Outcome(id = "2, 3", expect = ACCEPTABLE, desc = "woken")
@Outcome(id = "[12], 5", expect = ACCEPTABLE, desc = "the next round was woken for nothing")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class BarrierRoundsStress {
    private final Barrier barrier = Barrier.of(2);
    private final Future<Barrier.Role> waiting = barrier.arrive();
    private final Future<Barrier.Role> next = barrier.arrive();
    private final Woken waits = new Woken();
    private final Woken later = new Woken();

    /** One waits. */
    public BarrierRoundsStress() {
        waits.poll(waiting);
    }

    /** Ends the round and begins the next. */
    @Actor
    public void first() {
        new Woken().poll(barrier.arrive());
        later.poll(next);
    }

    /** Looks again, to be woken elsewhere. */
    @Actor
    public void second() {
        waits.poll(waiting);
    }

    /** What has become of them. */
    @Arbiter
    public void after(II_Result r) {
        r.r1 = waits.outcome(waiting);
        r.r2 = later.outcome(next);
    }
}
