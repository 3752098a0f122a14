package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A message sent while the receiver closes is dropped once or given back. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "sent, then dropped")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "given back")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class UnboundedReceiverCloseVersusSendStress {
    private final Mpsc.Unbounded<Counted> channel = Mpsc.unbounded();
    private final Counted message = new Counted();

    /** Sends. */
    @Actor
    public void first(II_Result r) {
        r.r1 = Quiet.send(channel.sender(), message) ? 1 : 0;
    }

    /** Closes the receiver. */
    @Actor
    public void second() {
        channel.receiver().close();
    }

    /** What has become of it. */
    @Arbiter
    public void after(II_Result r) {
        r.r2 = message.closed();
    }
}
