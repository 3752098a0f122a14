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

/** B214: the last slot of a closed channel comes back while the receiver parks. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "ready at the first poll")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class MpscPermitCloseVersusParkStress {
    private final Mpsc.Channel<Integer> channel = Mpsc.channel(1);
    private final Mpsc.Permit<Integer> permit = channel.sender().tryReserve();
    private final Future<Integer> receive = channel.receiver().receive();
    private final Woken task = new Woken();

    /** Closed, with one slot out. */
    public MpscPermitCloseVersusParkStress() {
        channel.receiver().shutdown();
    }

    /** Receives. */
    @Actor
    public void first() {
        task.poll(receive);
    }

    /** Gives the slot back. */
    @Actor
    public void second() {
        permit.close();
    }

    /** What has become of it. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = task.outcome(receive);
    }
}
