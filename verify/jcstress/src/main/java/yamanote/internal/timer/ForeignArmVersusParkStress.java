package yamanote.internal.timer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JI_Result;

/** A foreign timer races with the owner's parking: seen, or the owner is unparked. */
@JCStressTest
@Outcome(id = "10, 0", expect = ACCEPTABLE, desc = "the owner waits for it")
@Outcome(id = "10, 1", expect = ACCEPTABLE, desc = "the owner waits for it, unparked in vain")
@Outcome(id = "9223372036854, 1", expect = ACCEPTABLE, desc = "the owner is unparked")
@Outcome(expect = FORBIDDEN, desc = "slept through")
@State
public class ForeignArmVersusParkStress {
    private final WheelState s = new WheelState();

    /** The wheel's owner. */
    @Actor
    public void owner(JI_Result r) {
        r.r1 = s.park();
    }

    /** The future's owner, on another thread. */
    @Actor
    public void task() {
        s.timer.poll();
    }

    /** What the owner waits for; whether it was unparked. */
    @Arbiter
    public void after(JI_Result r) {
        r.r2 = s.unparks.get();
    }
}
