package yamanote.internal.timer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A first poll races with the end of the runtime: it throws, or the waiter is woken. */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "woken by the close")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "thrown at")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both")
@Outcome(expect = FORBIDDEN, desc = "waits for ever")
@State
public class ForeignArmVersusCloseStress {
    private final WheelState s = new WheelState();

    /** The wheel's owner. */
    @Actor
    public void owner() {
        s.wheel.claim();
        s.wheel.close();
    }

    /** The future's owner, on another thread. */
    @Actor
    public void task(II_Result r) {
        try {
            s.timer.poll();
        } catch (IllegalStateException closed) {
            r.r1 = 1;
        }
    }

    /** Whether the waiter was woken. */
    @Arbiter
    public void after(II_Result r) {
        r.r2 = s.timer.wakes.get();
    }
}
