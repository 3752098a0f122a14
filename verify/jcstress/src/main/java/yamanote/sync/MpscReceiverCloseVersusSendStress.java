package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A message pushed while the receiver closes is dropped once. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "dropped once")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class MpscReceiverCloseVersusSendStress {
    private final Mpsc.Channel<Counted> channel = Mpsc.channel(1);
    private final Mpsc.Permit<Counted> permit = channel.sender().tryReserve();
    private final Counted message = new Counted();

    /** Sends. */
    @Actor
    public void first() {
        permit.send(message);
    }

    /** Closes the receiver. */
    @Actor
    public void second() {
        channel.receiver().close();
    }

    /** What has become of it. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = message.closed();
    }
}
