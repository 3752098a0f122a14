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

/** B200: two arrivals at once: one ends the round, the other is let go. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the follower looked when the round was over")
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "the second was woken")
@Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "the first was woken")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class BarrierTwoArriveStress {
    private final Barrier barrier = Barrier.of(2);
    private final Future<Barrier.Role> one = barrier.arrive();
    private final Future<Barrier.Role> other = barrier.arrive();
    private final Woken first = new Woken();
    private final Woken second = new Woken();

    /** Arrives. */
    @Actor
    public void first() {
        first.poll(one);
    }

    /** Arrives. */
    @Actor
    public void second() {
        second.poll(other);
    }

    /** What has become of them. */
    @Arbiter
    public void after(II_Result r) {
        r.r1 = first.outcome(one);
        r.r2 = second.outcome(other);
    }
}
