package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import yamanote.future.Future;

/** A value that is set while somebody comes to wait for it reaches it. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "ready at the first poll")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class SetOnceSetVersusWaitStress {
    private final SetOnce<Integer> once = SetOnce.create();
    private final Future<Integer> wait = once.value();
    private final Woken task = new Woken();

    /** Waits. */
    @Actor
    public void first() {
        task.poll(wait);
    }

    /** Sets. */
    @Actor
    public void second() {
        Quiet.set(once, 1);
    }

    /** What has become of it. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = task.outcome(wait);
    }
}
