package yamanote.time;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** An item that is due is taken or removed, by one of two. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "taken")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "removed")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class DelayQueueTakeVersusRemoveStress {
    private final Poller poller = new Poller();
    private final DelayQueue.Entry<Integer> entry = poller.insertDue();

    /** An item that stays. */
    public DelayQueueTakeVersusRemoveStress() {
        poller.insertFarOff();
    }

    /** Takes out. */
    @Actor
    public void first(II_Result r) {
        r.r1 = poller.poll() ? 1 : 0;
    }

    /** Removes. */
    @Actor
    public void second(II_Result r) {
        r.r2 = poller.queue.tryRemove(entry) != null ? 1 : 0;
    }

    /** One is left. */
    @Arbiter
    public void after(II_Result r) {
        if (poller.queue.size() != 1) {
            r.r1 = -1;
        }
    }
}
