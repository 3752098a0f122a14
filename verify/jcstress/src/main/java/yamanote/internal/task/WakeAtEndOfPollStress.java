package yamanote.internal.task;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import yamanote.internal.task.TaskState.End;

/** Two wakes against the end of a poll: the task is queued exactly once, by whoever it is. */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "a waker queued the idle task")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the runner saw the wake")
@State
public class WakeAtEndOfPollStress {
    private final CountingScheduling scheduling = new CountingScheduling();
    private final Task task = new Task(null, scheduling);
    private int again;

    /** The task is being polled. */
    public WakeAtEndOfPollStress() {
        task.beginPoll();
    }

    /** The runner. */
    @Actor
    public void runner() {
        again = task.endPoll() == End.AGAIN ? 1 : 0;
    }

    /** A waker. */
    @Actor
    public void waker() {
        task.wake();
    }

    /** Another. */
    @Actor
    public void otherWaker() {
        task.wake();
    }

    /** Queued by wakers, queued by the runner. */
    @Arbiter
    public void arbiter(II_Result r) {
        r.r1 = scheduling.scheduled.get();
        r.r2 = again;
    }
}
