package yamanote.internal.timer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** The owner links one timer and unlinks another of the slot that a substitute fires. */
@JCStressTest
@Outcome(id = "0, 1, 1, 1", expect = ACCEPTABLE, desc = "dropped; the other one fires or is ready")
@Outcome(id = "1, 1, 1, 1", expect = ACCEPTABLE, desc = "fired before it was dropped")
@Outcome(expect = FORBIDDEN, desc = "lost, fired twice, or lists broken")
@State
public class SubstituteVersusLinkStress {
    private final WheelState s = new WheelState().armed();
    private final StressTimer linked = new StressTimer(s.wheel, 10);

    /** The wheel's owner and both futures'. */
    @Actor
    public void owner(IIII_Result r) {
        s.wheel.claim();
        r.r2 = linked.poll() ? 1 : 0;
        s.timer.cancel();
        s.wheel.release();
    }

    /** A thread that thinks the owner stuck. */
    @Actor
    public void substitute() {
        s.wheel.advanceFor(10_000_000);
    }

    /**
     * Wakes of the dropped one; of the other, or ready; whether that is all, and the lists whole.
     */
    @Arbiter
    public void after(IIII_Result r) {
        r.r1 = s.timer.wakes.get();
        s.turn(10);
        r.r2 |= linked.wakes.get(); // both, if it fired during the poll that then saw it
        r.r3 = s.timer.wakes.get() == r.r1 && linked.elapsed() ? 1 : 0;
        r.r4 = s.isWhole() && s.wheel.isIdle() ? 1 : 0;
    }
}
