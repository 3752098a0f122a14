package yamanote.stream;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** An item sent while the stream is cancelled is dropped, once. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "dropped")
@Outcome(expect = FORBIDDEN, desc = "kept or dropped twice")
@State
public class PublisherNextVersusCancelStress {
    private final Source source = new Source().open();

    /** Cancels. */
    @Actor
    public void first() {
        source.close();
    }

    /** Sends. */
    @Actor
    public void second() {
        source.send();
    }

    /** How often it was closed. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = source.closed.get();
    }
}
