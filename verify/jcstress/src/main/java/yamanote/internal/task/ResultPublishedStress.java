package yamanote.internal.task;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IL_Result;

/** Everything before completion happens-before whoever sees it. */
@JCStressTest
@Outcome(id = "0, none", expect = Expect.ACCEPTABLE, desc = "not complete yet")
@Outcome(id = "1, value", expect = Expect.ACCEPTABLE, desc = "complete, all is visible")
@State
public class ResultPublishedStress {
    private final Task task = new Task("future", Unscheduled.INSTANCE);
    private int effect;

    /** The task is being polled. */
    public ResultPublishedStress() {
        task.beginPoll();
    }

    /** The runner. */
    @Actor
    public void runner() {
        effect = 1;
        task.complete("value");
    }

    /** An awaiter. */
    @Actor
    public void awaiter(IL_Result r) {
        if (task.isComplete()) {
            r.r1 = effect;
            r.r2 = task.payload();
        } else {
            r.r2 = "none";
        }
    }
}
