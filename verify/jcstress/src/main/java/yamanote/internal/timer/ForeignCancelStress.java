package yamanote.internal.timer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A cancel races with the firing: it wakes at most once, never later, and leaves the wheel. */
@JCStressTest
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "cancelled in time")
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "fired first")
@Outcome(expect = FORBIDDEN, desc = "woken after the cancel, or left behind")
@State
public class ForeignCancelStress {
    private final WheelState s = new WheelState().armed();

    /** The wheel's owner. */
    @Actor
    public void owner() {
        s.turn(10);
    }

    /** The future's owner, on another thread. */
    @Actor
    public void task() {
        s.timer.cancel();
    }

    /** Wakes; wakes after the race; whether the wheel is empty. */
    @Arbiter
    public void after(III_Result r) {
        r.r1 = s.timer.wakes.get();
        s.turn(50);
        r.r2 = s.timer.wakes.get() - r.r1;
        r.r3 = s.isEmpty() && s.timer.slot == TimerEntry.UNLINKED ? 1 : 0;
    }
}
