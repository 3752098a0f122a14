package yamanote.time;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** B310: an item that is moved to the past while the poller parks is not missed. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "ready at the first poll")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost")
@State
public class DelayQueueResetVersusParkStress {
    private final Poller poller = new Poller();
    private final DelayQueue.Entry<Integer> entry = poller.insertFarOff();

    /** Takes out. */
    @Actor
    public void first() {
        poller.poll();
    }

    /** Moves. */
    @Actor
    public void second() {
        poller.queue.resetAt(entry, new Moment(-1));
    }

    /** What has become of it. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = poller.outcome();
    }
}
