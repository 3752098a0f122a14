package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two receivers take a message at once: both have it, and it is let go of. */
@JCStressTest
@Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "both, and nothing is left")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class BroadcastTwoTakeLastStress {
    private final Broadcast.Channel<Integer> channel = Broadcast.channel(1);
    private final Broadcast.Receiver<Integer> second = channel.receiver().resubscribe();

    /** Full. */
    public BroadcastTwoTakeLastStress() {
        Quiet.send(channel.sender(), 1);
    }

    /** Receives. */
    @Actor
    public void first(III_Result r) {
        r.r1 = Quiet.receive(channel.receiver());
    }

    /** Receives. */
    @Actor
    public void second(III_Result r) {
        r.r2 = Quiet.receive(second);
    }

    /** What is left. */
    @Arbiter
    public void after(III_Result r) {
        r.r3 = channel.sender().size();
    }
}
