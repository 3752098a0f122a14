package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Of two modifications at once none is lost. */
@JCStressTest
@Outcome(id = "3", expect = ACCEPTABLE, desc = "both")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class WatchTwoModifyStress {
    private final Watch.Channel<Integer> channel = Watch.channel(0);

    /** Adds one. */
    @Actor
    public void first() {
        channel.sender().sendModify(value -> value + 1);
    }

    /** Adds two. */
    @Actor
    public void second() {
        channel.sender().sendModify(value -> value + 2);
    }

    /** The sum. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = channel.receiver().borrow();
    }
}
