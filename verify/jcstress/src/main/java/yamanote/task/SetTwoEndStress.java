package yamanote.task;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import yamanote.internal.task.Task;

/** Of two tasks that end while somebody waits, both results are there. */
@JCStressTest
@Outcome(id = "2, 1, 0", expect = ACCEPTABLE, desc = "woken, and the other")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class SetTwoEndStress {
    private final Members members = new Members("JoinSet");
    private final Task one = Played.member(members);
    private final Task another = Played.member(members);
    private final NextMember<Integer> next = Played.next(members);
    private final Woken task = new Woken();

    /** In line. */
    public SetTwoEndStress() {
        task.poll(next);
    }

    /** Ends. */
    @Actor
    public void first() {
        one.complete(1);
    }

    /** Ends. */
    @Actor
    public void second() {
        another.complete(1);
    }

    /** What has become of them. */
    @Arbiter
    public void after(III_Result r) {
        r.r1 = task.outcome(next);
        r.r2 = members.take() == null ? 0 : 1;
        r.r3 = members.size();
    }
}
