package yamanote.task;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;
import yamanote.future.Future;

/**
 * B304: a tracker that was done for a moment releases who has waited, and nobody who asks later.
 */
@JCStressTest
@Outcome(id = "1, false", expect = ACCEPTABLE, desc = "seen at once")
@Outcome(id = "2, false", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost or invented")
@State
public class TrackerReopenVersusWaitStress {
    private final TaskTracker tracker = TaskTracker.create();
    private final Future<?> done = tracker.allDone();
    private final Woken task = new Woken();
    private boolean later;

    /** Is done for a moment, then filled; a new wait is none for that moment. */
    @Actor
    public void first() {
        tracker.close();
        tracker.reopen();
        var _ = tracker.token();
        Woken other = new Woken();
        Future<?> after = tracker.allDone();
        other.poll(after);
        later = other.outcome(after) != 3;
    }

    /** Waits. */
    @Actor
    public void second() {
        task.poll(done);
    }

    /** What has become of them. */
    @Arbiter
    public void after(IZ_Result r) {
        r.r1 = task.outcome(done);
        r.r2 = later;
    }
}
