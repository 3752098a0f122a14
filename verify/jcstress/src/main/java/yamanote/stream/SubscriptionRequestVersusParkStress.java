package yamanote.stream;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A request made while the task parks is served at once or wakes it. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "served")
@Outcome(expect = FORBIDDEN, desc = "lost")
@State
public class SubscriptionRequestVersusParkStress {
    private final Sink sink = new Sink();

    /** The task. */
    @Actor
    public void first() {
        sink.poll();
    }

    /** Asks. */
    @Actor
    public void second() {
        sink.subscription.request(1);
    }

    /** What has become of it. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = sink.receivedInAll();
    }
}
