package yamanote.internal.timer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Cancelled and armed again while the owner takes requests off the stack: it fires once. */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "armed for the new deadline")
@Outcome(expect = FORBIDDEN, desc = "lost, early or doubled")
@State
public class ForeignCancelThenArmStress {
    private final WheelState s = new WheelState().armed();

    /** The wheel's owner. */
    @Actor
    public void owner() {
        s.park();
        s.park();
    }

    /** The future's owner, on another thread. */
    @Actor
    public void task() {
        s.timer.cancel();
        s.timer.reset(20);
        s.timer.poll();
    }

    /** Wakes before the deadline; wakes by then. */
    @Arbiter
    public void after(II_Result r) {
        s.turn(19);
        r.r1 = s.timer.wakes.get();
        s.turn(20);
        s.turn(90);
        r.r2 = s.timer.wakes.get();
    }
}
