package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import yamanote.future.Future;

/** Two slots come free at once for two in line; both are served, and there is none over. */
@JCStressTest
@Outcome(id = "2, 2, 0", expect = ACCEPTABLE, desc = "both woken")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class MpscPermitCloseVersusReceiveStress {
    private final Mpsc.Channel<Integer> channel = Mpsc.channel(2);
    private final Mpsc.Permit<Integer> permit = channel.sender().tryReserve();
    private final Future<?> one = channel.sender().send(3);
    private final Future<?> other = channel.sender().send(4);
    private final Woken task = new Woken();
    private final Woken second = new Woken();

    /** Full, and two in line. */
    public MpscPermitCloseVersusReceiveStress() {
        channel.sender().trySend(1);
        task.poll(one);
        second.poll(other);
    }

    /** Gives a slot back. */
    @Actor
    public void first() {
        permit.close();
    }

    /** Receives. */
    @Actor
    public void second() {
        channel.receiver().tryReceive();
    }

    /** What has become of it. */
    @Arbiter
    public void after(III_Result r) {
        r.r1 = task.outcome(one);
        r.r2 = second.outcome(other);
        r.r3 = channel.sender().capacity();
    }
}
