package yamanote.internal.task;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import yamanote.internal.task.TaskState.End;

/**
 * What precedes a wake is visible to a later poll, even if the wake found the task queued already:
 * either the poll that begins sees the data, or the wake made it poll again.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "seen by the poll")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "seen, and polled again")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "not seen yet, but polled again")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "a lost wake")
@State
public class WakePublishesStress {
    private final CountingScheduling scheduling = new CountingScheduling();
    private final Task task = new Task(null, scheduling);
    private int data;
    private int seen;
    private int again;

    /** Writes, then wakes the queued task. */
    @Actor
    public void waker() {
        data = 1;
        task.wake();
    }

    /** Polls the queued task. */
    @Actor
    public void runner() {
        task.beginPoll();
        seen = data;
        again = task.endPoll() == End.AGAIN ? 1 : 0;
    }

    /** Whether the poll saw the data, and whether there will be another. */
    @Arbiter
    public void arbiter(II_Result r) {
        r.r1 = seen;
        r.r2 = again + scheduling.scheduled.get();
    }
}
