package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two sends at the end of a block both arrive, and the end after them. */
@JCStressTest
@Outcome(id = "1, 2, -1", expect = ACCEPTABLE, desc = "first before second")
@Outcome(id = "2, 1, -1", expect = ACCEPTABLE, desc = "second before first")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class UnboundedTwoSendersStress {
    private final Mpsc.Unbounded<Integer> channel = Mpsc.unbounded();
    private final Mpsc.UnboundedSender<Integer> other = channel.sender().share();

    /** 3 slots of the first block are used. */
    public UnboundedTwoSendersStress() {
        for (int i = 0; i < 3; i++) {
            Quiet.send(channel.sender(), 0);
            channel.receiver().tryReceive();
        }
    }

    private int next() {
        return switch (channel.receiver().tryReceive()) {
            case TryReceive.Received<Integer>(var value) -> value;
            case TryReceive.Empty<Integer> _ -> 0;
            case TryReceive.Closed<Integer> _ -> -1;
        };
    }

    /** Sends one. */
    @Actor
    public void first() {
        try (var tx = channel.sender()) {
            Quiet.send(tx, 1);
        }
    }

    /** Sends two. */
    @Actor
    public void second() {
        try (other) {
            Quiet.send(other, 2);
        }
    }

    /** What has become of it. */
    @Arbiter
    public void after(III_Result r) {
        r.r1 = next();
        r.r2 = next();
        r.r3 = next();
    }
}
