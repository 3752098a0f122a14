package yamanote.internal.timer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A timer cancelled from afar moves on, as soon as it may, while its first wheel takes it out. */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "fires once, on either wheel")
@Outcome(expect = FORBIDDEN, desc = "lost, fired twice, or lists broken")
@State
public class RehomeVersusTurnStress {
    private final WheelState s = new WheelState().armed();
    private final TimerWheel other = new TimerWheel(s.wheel.time(), () -> {});

    /** The first wheel's owner. */
    @Actor
    public void owner() {
        s.park();
        s.park();
    }

    /** The future's owner and the second wheel's. */
    @Actor
    public void task(III_Result r) {
        other.claim();
        s.timer.cancel();
        s.timer.moveTo(other);
        s.timer.poll();
        other.release();
    }

    /** Wakes; whether either wheel is whole and idle after it. */
    @Arbiter
    public void after(III_Result r) {
        s.turn(10);
        other.advanceFor(10_000_000);
        r.r1 = s.timer.wakes.get();
        r.r2 = s.isWhole() && s.wheel.isIdle() ? 1 : 0;
        r.r3 = WheelState.isWhole(other) && other.isIdle() ? 1 : 0;
    }
}
