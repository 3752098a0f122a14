package yamanote.task;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import yamanote.future.Future;

/** The last task leaves a closed tracker while allDone registers. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "seen at once")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost")
@State
public class TrackerLastVersusWaitStress {
    private final TaskTracker tracker = TaskTracker.create();
    private final TaskTracker.Token last = tracker.token();
    private final Future<?> done = tracker.allDone();
    private final Woken task = new Woken();

    /** Closed. */
    public TrackerLastVersusWaitStress() {
        tracker.close();
    }

    /** Leaves. */
    @Actor
    public void first() {
        last.close();
    }

    /** Waits. */
    @Actor
    public void second() {
        task.poll(done);
    }

    /** What has become of it. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = task.outcome(done);
    }
}
