package yamanote.internal.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;
import yamanote.future.Poll;
import yamanote.internal.task.Task;

/**
 * A foreign wake against a drive that brings a new waker: the drive polls the task, or the new
 * waker is woken.
 */
@JCStressTest
@Outcome(id = "2, false", expect = Expect.ACCEPTABLE, desc = "woken before the drive")
@Outcome(id = "2, true", expect = Expect.ACCEPTABLE, desc = "polled, and woken in vain")
@Outcome(id = "1, true", expect = Expect.ACCEPTABLE, desc = "the next drive will poll it")
@Outcome(expect = Expect.FORBIDDEN, desc = "the wake is lost")
@State
public class LocalWakeVersusDriveStress {
    private final LocalTasks tasks = new LocalTasks();
    private final PlayedDriver before = new PlayedDriver();
    private final PlayedDriver now = new PlayedDriver();
    private final Task task;
    private int polls;

    /** The task has been polled once and waits; its set was driven by another task so far. */
    public LocalWakeVersusDriveStress() {
        task =
                tasks.spawn(
                        cx -> {
                            polls++;
                            return Poll.pending();
                        },
                        null);
        before.drive(tasks, false);
    }

    /** The task that drives. */
    @Actor
    public void driver() {
        now.drive(tasks, false);
    }

    /** A foreign thread. */
    @Actor
    public void waker() {
        task.wake();
    }

    /** Polls; whether the driver is polled again. */
    @Arbiter
    public void arbiter(IZ_Result r) {
        r.r1 = polls;
        r.r2 = now.wasWoken();
    }
}
