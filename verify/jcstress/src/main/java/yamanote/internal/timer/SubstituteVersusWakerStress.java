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

/** The owner's poll brings another waker while a substitute fires. */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the new waker is woken")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "ready")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "ready and woken")
@Outcome(expect = FORBIDDEN, desc = "a lost wake-up")
@State
public class SubstituteVersusWakerStress {
    private final WheelState s = new WheelState().armed();
    private final AtomicInteger woken = new AtomicInteger();
    private final Waker other = Waker.of(woken::incrementAndGet);

    /** The wheel's owner and the future's. */
    @Actor
    public void owner(II_Result r) {
        s.wheel.claim();
        r.r1 = s.timer.poll(other) ? 1 : 0;
        s.wheel.release();
    }

    /** A thread that thinks the owner stuck. */
    @Actor
    public void substitute() {
        s.wheel.advanceFor(10_000_000);
    }

    /** Whether the new waker was woken; if the substitute gave up, by the next turn. */
    @Arbiter
    public void after(II_Result r) {
        s.turn(10);
        r.r2 = woken.get();
    }
}
