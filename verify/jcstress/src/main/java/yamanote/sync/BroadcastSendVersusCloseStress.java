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
 * A receiver that closes during a send is counted by it or not; in no case does it hold the message
 * back.
 */
@JCStressTest
@Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "counted, and taken on its behalf")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "not counted")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class BroadcastSendVersusCloseStress {
    private final Broadcast.Channel<Integer> channel = Broadcast.channel(2);
    private final Broadcast.Receiver<Integer> leaving = channel.receiver().resubscribe();

    /** Closes. */
    @Actor
    public void first() {
        leaving.close();
    }

    /** Sends. */
    @Actor
    public void second(II_Result r) {
        r.r1 = Quiet.send(channel.sender(), 1);
    }

    /** What is left once the other one has received. */
    @Arbiter
    public void after(II_Result r) {
        Quiet.receive(channel.receiver());
        r.r2 = channel.sender().size();
    }
}
