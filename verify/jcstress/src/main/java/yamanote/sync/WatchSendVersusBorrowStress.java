package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The value that is marked as seen is the one that was borrowed. */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the old one, and the new one is not seen")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the new one, and nothing is left")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class WatchSendVersusBorrowStress {
    private final Watch.Channel<Integer> channel = Watch.channel(0);

    /** Borrows. */
    @Actor
    public void first(II_Result r) {
        r.r1 = channel.receiver().borrowAndUpdate();
    }

    /** Sends. */
    @Actor
    public void second() {
        Quiet.send(channel.sender(), 1);
    }

    /** What has changed since. */
    @Arbiter
    public void after(II_Result r) {
        r.r2 = Quiet.hasChanged(channel.receiver()) ? 1 : 0;
    }
}
