package yamanote.internal.task;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;

/** An abort against a poll that is ready: the value wins and nobody queues the task again. */
@JCStressTest
@Outcome(id = "value, 0", expect = Expect.ACCEPTABLE, desc = "the value won")
@State
public class AbortAgainstCompleteStress {
    private final CountingScheduling scheduling = new CountingScheduling();
    private final Task task = new Task("future", scheduling);

    /** The task is being polled. */
    public AbortAgainstCompleteStress() {
        task.beginPoll();
    }

    /** The runner. */
    @Actor
    public void runner() {
        task.complete("value");
    }

    /** An aborter. */
    @Actor
    public void aborter() {
        task.abort();
    }

    /** The result, and how often the task was queued. */
    @Arbiter
    public void arbiter(LI_Result r) {
        r.r1 = task.isComplete() ? task.payload() : "incomplete";
        r.r2 = scheduling.scheduled.get();
    }
}
