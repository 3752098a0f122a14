package yamanote.task;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import yamanote.internal.task.Ending;
import yamanote.internal.task.Task;
import yamanote.internal.task.Unscheduled;

/** A failure while join registers wakes it, or is found; the other task is aborted. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "found at once")
@Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost")
@State
public class ScopeFailureVersusJoinStress {
    private final ScopePolicies.FailFast members = new ScopePolicies.FailFast();
    private final AtomicInteger aborts = new AtomicInteger();
    private final Task failing = Played.member(members);
    private final ScopeJoin<?> join = new ScopeJoin<>(members);
    private final Woken task = new Woken();

    /** Fails. */
    @Actor
    public void first() {
        failing.complete(Ending.of(new Exception("x"), null));
    }

    /** Another one comes. */
    @Actor
    public void second() {
        Task late =
                new Task(null, Unscheduled.INSTANCE) {
                    @Override
                    public void abort() {
                        aborts.incrementAndGet();
                    }
                };
        members.start(() -> late);
        members.add(new Member(members, late));
    }

    /** Waits. */
    @Actor
    public void third() {
        task.poll(join);
    }

    /** What has become of them. */
    @Arbiter
    public void after(II_Result r) {
        r.r1 = task.outcome(join);
        r.r2 = Math.min(1, aborts.get());
    }
}
