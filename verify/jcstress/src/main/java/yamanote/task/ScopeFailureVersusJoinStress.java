package yamanote.task;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import yamanote.internal.task.Ending;
import yamanote.internal.task.Task;

/** A failure while join registers wakes it, or is found. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "found at once")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost")
@State
public class ScopeFailureVersusJoinStress {
    private final ScopePolicies.FailFast members = new ScopePolicies.FailFast();
    private final Task failing = Played.member(members);
    private final ScopeJoin<?> join = new ScopeJoin<>(members);
    private final Woken task = new Woken();

    /** Fails. */
    @Actor
    public void first() {
        failing.complete(Ending.of(new Exception("x"), null));
    }

    /** Waits. */
    @Actor
    public void second() {
        task.poll(join);
    }

    /** What has become of them. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = task.outcome(join);
    }
}
