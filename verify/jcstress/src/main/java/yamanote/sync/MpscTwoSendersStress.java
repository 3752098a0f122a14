package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two sends at the end of a block both arrive. */
@JCStressTest
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "first before second")
@Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "second before first")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class MpscTwoSendersStress {
    private final Mpsc.Channel<Integer> channel = Mpsc.channel(32);

    /** 3 slots of the first block are used. */
    public MpscTwoSendersStress() {
        for (int i = 0; i < 3; i++) {
            channel.sender().trySend(0);
            channel.receiver().tryReceive();
        }
    }

    private int next() {
        return channel.receiver().tryReceive() instanceof TryReceive.Received<Integer>(var value)
                ? value
                : 0;
    }

    /** Sends one. */
    @Actor
    public void first() {
        channel.sender().trySend(1);
    }

    /** Sends two. */
    @Actor
    public void second() {
        channel.sender().trySend(2);
    }

    /** What has become of it. */
    @Arbiter
    public void after(II_Result r) {
        r.r1 = next();
        r.r2 = next();
    }
}
