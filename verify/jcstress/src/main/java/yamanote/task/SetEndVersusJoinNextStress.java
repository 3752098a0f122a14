package yamanote.task;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import yamanote.internal.task.Task;

/** A task that ends while joinNext registers wakes it, or is found. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "found at once")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost")
@State
public class SetEndVersusJoinNextStress {
    private final Members members = new Members("JoinSet");
    private final Task ending = Played.member(members);
    private final NextMember<Integer> next = Played.next(members);
    private final Woken task = new Woken();

    /** Ends. */
    @Actor
    public void first() {
        ending.complete(1);
    }

    /** Waits. */
    @Actor
    public void second() {
        task.poll(next);
    }

    /** What has become of it. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = task.result(next);
    }
}
