package yamanote.internal.timer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** The owner moves the timer that a substitute fires: it may have fired, but is not early after. */
@JCStressTest
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "moved before it could fire")
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "fired, then started again")
@Outcome(expect = FORBIDDEN, desc = "early or lost")
@State
public class SubstituteVersusRearmStress {
    private final WheelState s = new WheelState().armed();

    /** The wheel's owner and the future's. */
    @Actor
    public void owner() {
        s.wheel.claim();
        s.timer.reset(20);
        s.wheel.release();
    }

    /** A thread that thinks the owner stuck. */
    @Actor
    public void substitute() {
        s.wheel.advanceFor(10_000_000);
    }

    /** Fired at the old time; elapsed before the new one; elapsed at the new one. */
    @Arbiter
    public void after(III_Result r) {
        r.r1 = s.timer.wakes.get();
        s.timer.poll();
        s.turn(19);
        r.r2 = s.timer.poll() ? 1 : 0;
        s.turn(20);
        r.r3 = s.timer.poll() && s.timer.wakes.get() == r.r1 + 1 && s.isWhole() ? 1 : 0;
    }
}
