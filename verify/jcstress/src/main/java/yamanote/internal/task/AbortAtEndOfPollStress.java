package yamanote.internal.task;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IL_Result;
import yamanote.internal.task.TaskState.End;

/** An abort against the end of a pending poll: queued once, and the next poll is a cancel. */
@JCStressTest
@Outcome(id = "1, CANCEL", expect = Expect.ACCEPTABLE, desc = "queued once, to be cancelled")
@State
public class AbortAtEndOfPollStress {
    private final CountingScheduling scheduling = new CountingScheduling();
    private final Task task = new Task(null, scheduling);
    private int again;

    /** The task is being polled. */
    public AbortAtEndOfPollStress() {
        task.beginPoll();
    }

    /** The runner. */
    @Actor
    public void runner() {
        again = task.endPoll() == End.AGAIN ? 1 : 0;
    }

    /** An aborter. */
    @Actor
    public void aborter() {
        task.abort();
    }

    /** A waker in between. */
    @Actor
    public void waker() {
        task.wake();
    }

    /** How often the task was queued, and what its next poll is. */
    @Arbiter
    public void arbiter(IL_Result r) {
        r.r1 = again + scheduling.scheduled.get();
        r.r2 = task.beginPoll();
    }
}
