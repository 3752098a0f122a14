package yamanote.internal.timer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A reset to later races with the firing at the old deadline: it may have fired before, but polled
 * after the reset it is never early, and it fires at the new time.
 */
@JCStressTest
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "moved before it could fire")
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "fired, then started again")
@Outcome(expect = FORBIDDEN, desc = "early or lost")
@State
public class ForeignResetStress {
    private final WheelState s = new WheelState().armed();

    /** The wheel's owner. */
    @Actor
    public void owner() {
        s.turn(10);
    }

    /** The future's owner, on another thread. */
    @Actor
    public void task() {
        s.timer.reset(20);
    }

    /** Fired at the old time; elapsed before the new one; elapsed at the new one. */
    @Arbiter
    public void after(III_Result r) {
        r.r1 = s.timer.wakes.get();
        s.timer.poll();
        s.turn(19);
        r.r2 = s.timer.poll() ? 1 : 0;
        s.turn(20);
        r.r3 = s.timer.poll() && s.timer.wakes.get() == r.r1 + 1 ? 1 : 0;
    }
}
