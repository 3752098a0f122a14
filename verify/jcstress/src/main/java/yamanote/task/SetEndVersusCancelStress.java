package yamanote.task;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import yamanote.future.Context;
import yamanote.internal.task.Task;

/** A result that was announced to a waiter that leaves is announced to the next. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "ready at the first poll")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost")
@State
public class SetEndVersusCancelStress {
    private final Members members = new Members("JoinSet");
    private final Task ending = Played.member(members);
    private final Task other = Played.member(members);
    private final NextMember<Integer> leaving = Played.next(members);
    private final NextMember<Integer> next = Played.next(members);
    private final Woken task = new Woken();

    /** Two in line. */
    public SetEndVersusCancelStress() {
        new Woken().poll(leaving);
        task.poll(next);
    }

    /** Ends. */
    @Actor
    public void first() {
        ending.complete(1);
    }

    /** Leaves. */
    @Actor
    public void second() {
        leaving.cancel(Context.noop());
    }

    /** What has become of it. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = other.isComplete() ? 9 : task.outcome(next);
    }
}
