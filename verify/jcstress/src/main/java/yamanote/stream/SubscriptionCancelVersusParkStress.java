package yamanote.stream;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A cancel while the task parks ends it. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "ended")
@Outcome(expect = FORBIDDEN, desc = "lost")
@State
public class SubscriptionCancelVersusParkStress {
    private final Sink sink = new Sink();

    /** The task. */
    @Actor
    public void first() {
        sink.poll();
    }

    /** Cancels. */
    @Actor
    public void second() {
        sink.subscription.cancel();
    }

    /** What has become of it. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = sink.endedAtLast();
    }
}
