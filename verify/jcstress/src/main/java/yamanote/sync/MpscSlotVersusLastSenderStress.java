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

/** A slot comes free for the head of the line while the last sender is closed. */
@JCStressTest
@Outcome(id = "2, 0, 1", expect = ACCEPTABLE, desc = "the slot first: the message is sent")
@Outcome(id = "2, 1, 2", expect = ACCEPTABLE, desc = "the end first: refused")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class MpscSlotVersusLastSenderStress {
    private final Mpsc.Channel<Integer> channel = Mpsc.channel(2);
    private final Mpsc.Permit<Integer> permit = channel.sender().tryReserve();
    private final Future<?> send = channel.sender().send(2);
    private final Woken task = new Woken();

    /** Full, and one in line. */
    public MpscSlotVersusLastSenderStress() {
        channel.sender().trySend(1);
        task.poll(send);
    }

    /** Gives a slot back. */
    @Actor
    public void first() {
        permit.close();
    }

    /** Ends the channel. */
    @Actor
    public void second() {
        channel.sender().close();
    }

    /** What has become of it. */
    @Arbiter
    public void after(III_Result r) {
        r.r1 = task.outcome(send);
        r.r2 = channel.receiver().capacity();
        channel.receiver().tryReceive();
        r.r3 = channel.receiver().capacity();
    }
}
