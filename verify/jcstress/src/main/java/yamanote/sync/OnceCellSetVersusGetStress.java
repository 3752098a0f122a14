package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import yamanote.future.Future;
import yamanote.future.Futures;

/** B203: a value is set while another makes one: one of the two stays. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "set first")
@Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "refused: made first, or being made")
@Outcome(expect = FORBIDDEN, desc = "none or both")
@State
public class OnceCellSetVersusGetStress {
    private final OnceCell<Integer> cell = OnceCell.create();
    private final Future<Integer> get = cell.getOrInit(Futures.ready(2));
    private final Woken task = new Woken();

    /** Sets. */
    @Actor
    public void first(II_Result r) {
        r.r1 = Quiet.set(cell, 1) ? 1 : 0;
    }

    /** Gets or makes. */
    @Actor
    public void second() {
        task.poll(get);
    }

    /** The value, if the other was ready. */
    @Arbiter
    public void after(II_Result r) {
        boolean ready = task.outcome(get) <= 2;
        r.r2 = ready && cell.get() instanceof Integer value ? value : 0;
    }
}
