package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A receiver that subscribes during a send is counted by it and receives it, or neither. */
@JCStressTest
@Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "counted and received")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "neither")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class BroadcastSendVersusSubscribeStress {
    private final Broadcast.Channel<Integer> channel = Broadcast.channel(2);
    private Broadcast.Receiver<Integer> late;

    /** Subscribes. */
    @Actor
    public void first() {
        late = channel.sender().subscribe();
    }

    /** Sends. */
    @Actor
    public void second(II_Result r) {
        r.r1 = Quiet.send(channel.sender(), 1);
    }

    /** What the late receiver finds. */
    @Arbiter
    public void after(II_Result r) {
        r.r2 = Quiet.receive(late);
    }
}
