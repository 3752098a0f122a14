package yamanote.internal.task;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A watch is told of the end exactly once, however late it comes. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "told once")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class WatchAgainstCompleteStress {
    private final Task task = new Task(null, Unscheduled.INSTANCE);
    private final AtomicInteger told = new AtomicInteger();

    /** The task is being polled. */
    public WatchAgainstCompleteStress() {
        task.beginPoll();
    }

    /** The runner. */
    @Actor
    public void runner() {
        task.complete("value");
    }

    /** The watcher. */
    @Actor
    public void watcher() {
        task.watch(
                new TaskWatch() {
                    @Override
                    protected void ended() {
                        told.incrementAndGet();
                    }
                });
    }

    /** How often it was told. */
    @Arbiter
    public void arbiter(I_Result r) {
        r.r1 = told.get();
    }
}
