package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Of two values one is taken, and it is the one that all see. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the first")
@Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "the second")
@Outcome(expect = FORBIDDEN, desc = "none or both")
@State
public class SetOnceTwoSetStress {
    private final SetOnce<Integer> once = SetOnce.create();

    /** Sets. */
    @Actor
    public void first(II_Result r) {
        r.r1 = Quiet.set(once, 1) && seen() == 1 ? 1 : 0;
    }

    /** Sets. */
    @Actor
    public void second(II_Result r) {
        r.r2 = Quiet.set(once, 2) && seen() == 2 ? 2 : 0;
    }

    private int seen() {
        return once.get() instanceof Integer value ? value : 0;
    }
}
