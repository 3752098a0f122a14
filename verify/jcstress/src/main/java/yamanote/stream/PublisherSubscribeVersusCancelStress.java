package yamanote.stream;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A subscription that comes while the stream is cancelled is cancelled, once. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "cancelled")
@Outcome(expect = FORBIDDEN, desc = "kept or cancelled twice")
@State
public class PublisherSubscribeVersusCancelStress {
    private final Source source = new Source();

    /** Cancels. */
    @Actor
    public void first() {
        source.close();
    }

    /** Subscribes. */
    @Actor
    public void second() {
        source.open();
    }

    /** How often it was cancelled. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = source.cancels.get();
    }
}
