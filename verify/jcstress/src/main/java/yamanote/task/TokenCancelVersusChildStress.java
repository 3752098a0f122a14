package yamanote.task;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import yamanote.future.Future;

/** A child that is made during a cancellation is cancelled, and who waits for it is woken. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "seen at once")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost")
@State
public class TokenCancelVersusChildStress {
    private final CancellationToken token = CancellationToken.create();
    private Future<?> cancelled = token.cancelled();
    private final Woken task = new Woken();

    /** Cancels. */
    @Actor
    public void first() {
        token.cancel();
    }

    /** Makes a child and waits for it. */
    @Actor
    public void second() {
        cancelled = token.child().child().cancelled();
        task.poll(cancelled);
    }

    /** What has become of it. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = task.outcome(cancelled);
    }
}
