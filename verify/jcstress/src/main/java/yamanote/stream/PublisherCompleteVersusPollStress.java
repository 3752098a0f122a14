package yamanote.stream;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The end never overtakes the item before it, and wakes. */
@JCStressTest
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "the item at once")
@Outcome(id = "0, 12", expect = ACCEPTABLE, desc = "the item later, then the end")
@Outcome(expect = FORBIDDEN, desc = "the item or the wake was lost")
@State
public class PublisherCompleteVersusPollStress {
    private final Source source = new Source().open();

    /** Polls. */
    @Actor
    public void first(II_Result r) {
        r.r1 = source.poll();
    }

    /** Sends and ends. */
    @Actor
    public void second() {
        source.send();
        source.stream.onComplete();
    }

    /** What was still to come, in order. */
    @Arbiter
    public void after(II_Result r) {
        if (r.r1 == 0 && source.outcome() != 2) {
            r.r2 = -1;
        } else {
            r.r2 = r.r1 == 0 ? 10 + source.poll() : source.poll();
        }
    }
}
