package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import yamanote.future.Future;

/**
 * A waitFor that joins the line again, while the walk of the last send may still be on its way,
 * sees the value it waits for.
 */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "ready at the first poll")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class WatchSendVersusWaitForAgainStress {
    private final Watch.Channel<Integer> channel = Watch.channel(0);
    private final Future<Integer> wait = channel.receiver().waitFor(value -> value == 2);
    private final Woken task = new Woken();

    /** In line. */
    public WatchSendVersusWaitForAgainStress() {
        task.poll(wait);
    }

    /** Waits. */
    @Actor
    public void first() {
        task.poll(wait);
    }

    /** Sends twice. */
    @Actor
    public void second() {
        Quiet.send(channel.sender(), 1);
        Quiet.send(channel.sender(), 2);
    }

    /** What has become of it. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = task.outcome(wait);
    }
}
