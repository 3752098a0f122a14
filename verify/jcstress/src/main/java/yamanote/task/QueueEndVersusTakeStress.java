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

/** The second task ends while the first result is taken: who waits for the second is told. */
@JCStressTest
@Outcome(id = "2", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost")
@State
public class QueueEndVersusTakeStress {
    private final OrderedMembers members = new OrderedMembers("JoinQueue");
    private final Task first = Played.member(members);
    private final Task second = Played.member(members);
    private final Task third = Played.member(members);
    private final NextMember<Integer> told = Played.next(members);
    private final NextMember<Integer> next = Played.next(members);
    private final Woken task = new Woken();

    /** Two in line, of which the first was told. */
    public QueueEndVersusTakeStress() {
        new Woken().poll(told);
        task.poll(next);
        first.complete(1);
    }

    /** Takes the first result. */
    @Actor
    public void taker() {
        new Woken().poll(told);
    }

    /** The second ends. */
    @Actor
    public void runner() {
        second.complete(1);
    }

    /** What has become of the other. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = third.isComplete() ? 9 : task.outcome(next);
    }
}
