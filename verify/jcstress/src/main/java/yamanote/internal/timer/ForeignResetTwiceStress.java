package yamanote.internal.timer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two requests race with the turns that take them off the stack: the last one counts. */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "fires at the last deadline")
@Outcome(expect = FORBIDDEN, desc = "a request was lost")
@State
public class ForeignResetTwiceStress {
    private final WheelState s = new WheelState().armed();

    /** The wheel's owner. */
    @Actor
    public void owner() {
        s.park();
        s.turn(5);
    }

    /** The future's owner, on another thread. */
    @Actor
    public void task() {
        s.timer.reset(20);
        s.timer.reset(30);
    }

    /** Wakes before the last deadline; wakes at it. */
    @Arbiter
    public void after(II_Result r) {
        s.turn(29);
        r.r1 = s.timer.wakes.get();
        s.turn(30);
        r.r2 = s.timer.wakes.get();
    }
}
