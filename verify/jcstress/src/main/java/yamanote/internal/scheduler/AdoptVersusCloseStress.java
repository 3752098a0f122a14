package yamanote.internal.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import java.util.ArrayList;
import org.openjdk.jcstress.infra.results.L_Result;
import yamanote.internal.task.OwnedTasks;
import yamanote.internal.task.Task;
import yamanote.internal.task.TaskState.End;
import yamanote.internal.task.Unscheduled;
import yamanote.internal.util.Deadline;

/** A task whose first poll was Pending is registered while the runtime closes: it is cancelled. */
@JCStressTest
@Outcome(id = "CANCEL", expect = Expect.ACCEPTABLE, desc = "the next poll is a cancel")
@State
public class AdoptVersusCloseStress {
    private final OwnedTasks owned = new OwnedTasks();
    private final OwnedTasks.Shard shard = owned.newShard();
    private final Shutdown shutdown =
            new Shutdown(
                    owned, new SchedulerStats(0), new RootPoller(StressServices.INSTANCE, 0));
    private final Task task = new Task(null, Unscheduled.INSTANCE);

    /** The task is being polled. */
    public AdoptVersusCloseStress() {
        task.beginPoll();
    }

    /** The runner. */
    @Actor
    public void runner() {
        shard.add(task);
        shutdown.adopted(task);
    }

    /** The closer, in no mood to wait. */
    @Actor
    public void closer() {
        shutdown.start();
        shutdown.awaitTasks(new Deadline(() -> 0, 0), new ArrayList<>());
    }

    /** What the task is woken for, if it is. */
    @Arbiter
    public void arbiter(L_Result r) {
        r.r1 = task.endPoll() == End.AGAIN ? task.beginPoll() : "left behind";
    }
}
