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

/** The last sender closes while the receiver parks: it sees the end. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "ready at the first poll")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class UnboundedSenderCloseVersusParkStress {
    private final Mpsc.Unbounded<Integer> channel = Mpsc.unbounded();
    private final Future<Integer> receive = channel.receiver().receive();
    private final Woken task = new Woken();

    /** Waits. */
    @Actor
    public void first() {
        task.poll(receive);
    }

    /** Closes the last sender. */
    @Actor
    public void second() {
        channel.sender().close();
    }

    /** What has become of it. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = task.outcome(receive);
    }
}
