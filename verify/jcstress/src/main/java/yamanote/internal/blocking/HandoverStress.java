package yamanote.internal.blocking;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import yamanote.future.Owned;

/** A job gives what its owner gives up at that moment: it is dropped once. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "by the second of the two")
@Outcome(expect = FORBIDDEN, desc = "it leaks, or is dropped by both")
@State
public class HandoverStress {
    private final Handover<Owned> handover = new Handover<>();
    private final AtomicInteger drops = new AtomicInteger();

    /** The job. */
    @Actor
    public void gives() {
        handover.give(drops::incrementAndGet);
    }

    /** The owner. */
    @Actor
    public void givesUp() {
        handover.giveUp();
    }

    /** How often it was dropped. */
    @Arbiter
    public void count(I_Result r) {
        r.r1 = drops.get();
    }
}
