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

/** A sender joins the line while the receiver frees a slot. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "ready at the first poll")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class MpscReserveVersusReceiveStress {
    private final Mpsc.Channel<Integer> channel = Mpsc.channel(1);
    private final Future<?> send = channel.sender().send(2);
    private final Woken task = new Woken();

    /** Full. */
    public MpscReserveVersusReceiveStress() {
        channel.sender().trySend(1);
    }

    /** Sends. */
    @Actor
    public void first() {
        task.poll(send);
    }

    /** Receives. */
    @Actor
    public void second() {
        channel.receiver().tryReceive();
    }

    /** What has become of it. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = task.outcome(send);
    }
}
