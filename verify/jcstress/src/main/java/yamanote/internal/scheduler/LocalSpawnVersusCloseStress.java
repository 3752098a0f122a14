package yamanote.internal.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.task.Task;

/**
 * A spawn by a foreign thread against the close of the set: the task ends cancelled, once, and the
 * one that closes ends or is woken.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "closed in one poll")
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "closed in two")
@Outcome(expect = Expect.FORBIDDEN, desc = "a task or a wake is lost")
@State
public class LocalSpawnVersusCloseStress {
    private final LocalTasks tasks = new LocalTasks();
    private final PlayedDriver driver = new PlayedDriver();
    private boolean closed;
    private Task task;
    private volatile int cancels;

    /** An empty set of a known runtime. */
    public LocalSpawnVersusCloseStress() {
        new PlayedDriver().drive(tasks, false);
    }

    /** The task that closes. */
    @Actor
    public void closer() {
        closed = driver.drive(tasks, true);
    }

    /** A foreign thread. */
    @Actor
    public void spawner() {
        task = tasks.spawn(new Waiting(), null);
    }

    /** How often the task was cancelled; how the close went. */
    @Arbiter
    public void arbiter(II_Result r) {
        if (closed) {
            r.r2 = 1;
        } else if (driver.wasWoken() && driver.drive(tasks, true)) {
            r.r2 = 2;
        }
        r.r1 = task.isComplete() ? cancels : -1;
    }

    private final class Waiting implements Future<Integer> {
        @Override
        public Poll<Integer> poll(Context cx) {
            return Poll.pending();
        }

        @Override
        public boolean cancel(Context cx) {
            cancels++;
            return true;
        }
    }
}
