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
 * The owner's first poll races with a close by another thread: it throws, or the waiter is woken.
 */
@JCStressTest
@Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "woken by the close")
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "thrown at")
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "both")
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "not closed: the owner was inside")
@Outcome(expect = FORBIDDEN, desc = "waits for ever")
@State
public class SubstituteCloseVersusArmStress {
    private final WheelState s = new WheelState();

    /** The wheel's owner and the future's. */
    @Actor
    public void owner(III_Result r) {
        s.wheel.claim();
        try {
            s.timer.poll();
        } catch (IllegalStateException closed) {
            r.r1 = 1;
        }
        s.wheel.release();
    }

    /** The end of the runtime. */
    @Actor
    public void closer(III_Result r) {
        r.r3 = s.wheel.closeFor() ? 1 : 0;
    }

    /** Whether the waiter was woken. */
    @Arbiter
    public void after(III_Result r) {
        r.r2 = s.timer.wakes.get();
    }
}
