package yamanote.task;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Whoever waits while another takes the last result learns that none is left. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "at once")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost")
@State
public class SetLastResultVersusWaitStress {
    private final Members members = new Members("JoinSet");
    private final NextMember<Integer> next = Played.next(members);
    private final Woken task = new Woken();

    /** One result. */
    public SetLastResultVersusWaitStress() {
        Played.member(members).complete(1);
    }

    /** Takes it. */
    @Actor
    public void first() {
        members.take();
    }

    /** Waits. */
    @Actor
    public void second() {
        task.poll(next);
    }

    /** What has become of it. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = task.outcome(next);
    }
}
