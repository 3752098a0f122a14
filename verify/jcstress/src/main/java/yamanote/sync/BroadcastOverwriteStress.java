package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * B230: a message that is received while it is overwritten is received or counted as missed, and
 * the next one arrives.
 */
@JCStressTest
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "received, then the next")
@Outcome(id = "-1, 2", expect = ACCEPTABLE, desc = "missed one, then the next")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class BroadcastOverwriteStress {
    private final Broadcast.Channel<Integer> channel = Broadcast.channel(1);

    /** Full. */
    public BroadcastOverwriteStress() {
        Quiet.send(channel.sender(), 1);
    }

    /** Receives. */
    @Actor
    public void first(II_Result r) {
        r.r1 = Quiet.receive(channel.receiver());
    }

    /** Overwrites. */
    @Actor
    public void second() {
        Quiet.send(channel.sender(), 2);
    }

    /** What is left. */
    @Arbiter
    public void after(II_Result r) {
        r.r2 = Quiet.receive(channel.receiver());
    }
}
