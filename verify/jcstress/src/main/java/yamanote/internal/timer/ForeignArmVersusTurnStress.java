package yamanote.internal.timer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The owner takes one timer off the stack while another thread pushes a second. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "the second is not lost")
@State
public class ForeignArmVersusTurnStress {
    private final WheelState s = new WheelState();
    private final StressTimer second = new StressTimer(s.wheel, 10);

    /** The first is on the stack. */
    public ForeignArmVersusTurnStress() {
        s.timer.poll();
    }

    /** The wheel's owner. */
    @Actor
    public void owner() {
        s.turn(1);
    }

    /** The second future's owner, on another thread. */
    @Actor
    public void task() {
        second.poll();
    }

    /** Whether the second fires. */
    @Arbiter
    public void after(I_Result r) {
        s.turn(50);
        r.r1 = second.wakes.get();
    }
}
