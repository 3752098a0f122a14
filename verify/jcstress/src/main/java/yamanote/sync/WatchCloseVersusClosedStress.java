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

/** The last receiver closes while a sender waits for that. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "ready at the first poll")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class WatchCloseVersusClosedStress {
    private final Watch.Channel<Integer> channel = Watch.channel(0);
    private final Future<Void> closed = channel.sender().closed();
    private final Woken task = new Woken();

    /** Waits. */
    @Actor
    public void first() {
        task.poll(closed);
    }

    /** Closes the last receiver. */
    @Actor
    public void second() {
        channel.receiver().close();
    }

    /** What has become of it. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = task.outcome(closed);
    }
}
