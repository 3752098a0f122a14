package yamanote.task;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A child and its parent are cancelled at the same time: siblings and grandchildren are, too. */
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "all")
@Outcome(expect = FORBIDDEN, desc = "forgotten")
@State
public class TokenTwoCancelsStress {
    private final CancellationToken token = CancellationToken.create();
    private final CancellationToken before = token.child();
    private final CancellationToken child = token.child();
    private final CancellationToken behind = token.child();
    private final CancellationToken grandchild = child.child();

    /** Cancels the parent. */
    @Actor
    public void first() {
        token.cancel();
    }

    /** Cancels a child. */
    @Actor
    public void second() {
        child.cancel();
    }

    /** Who is cancelled. */
    @Arbiter
    public void after(ZZ_Result r) {
        r.r1 = before.isCancelled() && behind.isCancelled();
        r.r2 = child.isCancelled() && grandchild.isCancelled();
    }
}
