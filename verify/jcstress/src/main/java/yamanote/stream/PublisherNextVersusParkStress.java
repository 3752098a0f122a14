package yamanote.stream;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** An item sent while the stream's owner parks is not missed. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "ready at the first poll")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost")
@State
public class PublisherNextVersusParkStress {
    private final Source source = new Source().open();

    /** Polls, anew. */
    @Actor
    public void first() {
        source.poll();
    }

    /** Sends. */
    @Actor
    public void second() {
        source.send();
    }

    /** What has become of it. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = source.outcome();
    }
}
