package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import yamanote.future.Context;

/** B210: a value sent while the receiver is cancelled is dropped once or given back. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "sent, then dropped")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "given back")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class OneshotSendVersusCancelStress {
    private final Oneshot.Channel<Counted> channel = Oneshot.channel();
    private final Counted value = new Counted();
    private boolean sent;

    /** Sends. */
    @Actor
    public void first() {
        sent = channel.sender().send(value);
    }

    /** Cancels. */
    @Actor
    public void second() {
        channel.receiver().cancel(Context.noop());
    }

    /** What has become of it. */
    @Arbiter
    public void after(II_Result r) {
        r.r1 = sent ? 1 : 0;
        r.r2 = value.closed();
    }
}
