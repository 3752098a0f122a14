package yamanote.task;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import yamanote.internal.task.Ending;
import yamanote.internal.task.Task;
import yamanote.internal.task.Unscheduled;

/** A failure aborts the task that comes at the same time. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "aborted")
@Outcome(expect = FORBIDDEN, desc = "lost")
@State
public class ScopeFailureVersusSpawnStress {
    private final ScopePolicies.FailFast members = new ScopePolicies.FailFast();
    private final AtomicInteger aborts = new AtomicInteger();
    private final Task failing = Played.member(members);

    /** Fails. */
    @Actor
    public void first() {
        failing.complete(Ending.of(new Exception("x"), null));
    }

    /** The other one. */
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

    /** Whether it was aborted. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = Math.min(1, aborts.get());
    }
}
