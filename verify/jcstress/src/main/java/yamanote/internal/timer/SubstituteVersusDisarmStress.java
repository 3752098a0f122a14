package yamanote.internal.timer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** The owner drops the timer that a substitute fires: one of the two, for good. */
@JCStressTest
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "dropped")
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "fired and woken")
@Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "fired, its waker being dropped")
@Outcome(expect = FORBIDDEN, desc = "both, or woken after the drop, or left behind")
@State
public class SubstituteVersusDisarmStress {
    private final WheelState s = new WheelState().armed();

    /** The wheel's owner and the future's. */
    @Actor
    public void owner() {
        s.wheel.claim();
        s.timer.cancel();
        s.wheel.release();
    }

    /** A thread that thinks the owner stuck. */
    @Actor
    public void substitute() {
        s.wheel.advanceFor(10_000_000);
    }

    /** Wakes; whether it elapsed; whether that is all and the wheel is empty. */
    @Arbiter
    public void after(III_Result r) {
        r.r1 = s.timer.wakes.get();
        r.r2 = s.timer.elapsed() ? 1 : 0;
        s.turn(50);
        boolean still = s.timer.wakes.get() == r.r1 && s.timer.elapsed() == (r.r2 == 1);
        r.r3 = still && s.isWhole() && s.wheel.isIdle() ? 1 : 0;
    }
}
