package yamanote.task;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import yamanote.future.Context;
import yamanote.future.Future;

/** A waiter that leaves during a cancellation takes nobody with it. */
@JCStressTest
@Outcome(id = "2", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost")
@State
public class TokenCancelVersusLeaveStress {
    private final CancellationToken token = CancellationToken.create();
    private final Future<?> leaving = token.cancelled();
    private final Future<?> cancelled = token.cancelled();
    private final Woken task = new Woken();

    /** Two in line. */
    public TokenCancelVersusLeaveStress() {
        new Woken().poll(leaving);
        task.poll(cancelled);
    }

    /** Cancels. */
    @Actor
    public void first() {
        token.cancel();
    }

    /** Leaves. */
    @Actor
    public void second() {
        leaving.cancel(Context.noop());
    }

    /** What has become of the other. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = task.outcome(cancelled);
    }
}
