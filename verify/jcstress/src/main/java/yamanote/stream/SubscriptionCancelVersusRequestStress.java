package yamanote.stream;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A cancel ends a task that waits, also if somebody asks meanwhile. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "ended")
@Outcome(expect = FORBIDDEN, desc = "lost")
@State
public class SubscriptionCancelVersusRequestStress {
    private final Sink sink = new Sink();

    /** The task waits. */
    public SubscriptionCancelVersusRequestStress() {
        sink.poll();
    }

    /** Asks. */
    @Actor
    public void first() {
        sink.subscription.request(1);
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
