package yamanote.internal.timer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** The owner and a substitute turn the wheel at once: each timer fires once. */
@JCStressTest
@Outcome(id = "2, 2, 1", expect = ACCEPTABLE, desc = "both fired, by either")
@Outcome(
        id = "0, 2, 1",
        expect = ACCEPTABLE,
        desc = "each gave way to the other: the next turn fires")
@Outcome(expect = FORBIDDEN, desc = "lost or fired twice")
@State
public class SubstituteVersusTurnStress {
    private final WheelState s = new WheelState().armed();
    private final StressTimer second = new StressTimer(s.wheel, 9);

    /** With a second timer on its way. */
    public SubstituteVersusTurnStress() {
        second.poll();
    }

    /** The wheel's owner. */
    @Actor
    public void owner(III_Result r) {
        s.wheel.claim();
        r.r1 = s.wheel.advance(10_000_000);
        s.wheel.release();
    }

    /** A thread that thinks the owner stuck. */
    @Actor
    public void substitute(III_Result r) {
        r.r2 = s.wheel.advanceFor(10_000_000);
    }

    /** Fired by both turns; wakes after another one; whether the lists are whole. */
    @Arbiter
    public void after(III_Result r) {
        r.r1 += Math.max(0, r.r2);
        s.turn(10);
        r.r2 = s.timer.wakes.get() + second.wakes.get();
        r.r3 = s.isWhole() && s.wheel.isIdle() ? 1 : 0;
    }
}
