package yamanote.internal.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import yamanote.internal.task.Task;
import yamanote.internal.task.Unscheduled;

/** Two pushes against a drain and a close: each task is taken or refused, exactly once. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "taken or refused")
@State
public class GlobalQueueStress {
    private final GlobalQueue queue = new GlobalQueue();
    private final int[] taken = new int[2];
    private boolean firstRefused;
    private boolean secondRefused;

    /** A foreign thread. */
    @Actor
    public void first() {
        firstRefused = !queue.push(new Task(0, Unscheduled.INSTANCE));
    }

    /** Another. */
    @Actor
    public void second() {
        secondRefused = !queue.push(new Task(1, Unscheduled.INSTANCE));
    }

    /** The consumer. */
    @Actor
    public void consumer() {
        drain();
        queue.close();
    }

    /** How often each task was taken or refused. */
    @Arbiter
    public void arbiter(II_Result r) {
        drain();
        r.r1 = taken[0] + (firstRefused ? 1 : 0);
        r.r2 = taken[1] + (secondRefused ? 1 : 0);
    }

    private void drain() {
        for (Task task = queue.pop(); task != null; task = queue.pop()) {
            if (task.payload() instanceof Integer number) {
                taken[number]++;
            }
        }
    }
}
