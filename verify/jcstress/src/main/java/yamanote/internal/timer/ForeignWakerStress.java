package yamanote.internal.timer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import yamanote.future.Waker;

/** A poll that brings another waker races with the firing: it is Ready, or that waker is woken. */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the new waker is woken")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "ready")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "ready and woken")
@Outcome(expect = FORBIDDEN, desc = "a lost wake-up")
@State
public class ForeignWakerStress {
    private final WheelState s = new WheelState().armed();
    private final AtomicInteger woken = new AtomicInteger();
    private final Waker other = Waker.of(woken::incrementAndGet);

    /** The wheel's owner. */
    @Actor
    public void owner() {
        s.turn(10);
    }

    /** The future's owner, on another thread. */
    @Actor
    public void task(II_Result r) {
        r.r1 = s.timer.poll(other) ? 1 : 0;
    }

    /** Whether the new waker was woken. */
    @Arbiter
    public void after(II_Result r) {
        r.r2 = woken.get();
    }
}
