package yamanote.internal.timer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Who counts the timers takes a foreign one off the stack while the owner parks. */
@JCStressTest
@Outcome(id = "10, 0", expect = ACCEPTABLE, desc = "the owner waits for it")
@Outcome(id = "10, 1", expect = ACCEPTABLE, desc = "the owner waits for it, unparked in vain")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the owner does not park")
@Outcome(id = "-1, 1", expect = ACCEPTABLE, desc = "the owner is unparked")
@Outcome(expect = FORBIDDEN, desc = "slept through")
@State
public class CountVersusParkStress {
    private final WheelState s = new WheelState();

    /** The wheel's owner. */
    @Actor
    public void owner(II_Result r) {
        s.wheel.claim();
        long next = s.wheel.nextDeadline();
        s.wheel.release();
        r.r1 = next == TimerWheel.NONE ? -1 : (int) (next / 1_000_000);
    }

    /** The future's owner, on another thread, which then counts. */
    @Actor
    public void taskThenCount() {
        s.timer.poll();
        s.wheel.pendingFor();
    }

    /** What the owner waits for, -1 for ever; whether it was unparked. */
    @Arbiter
    public void after(II_Result r) {
        r.r2 = s.unparks.get();
    }
}
