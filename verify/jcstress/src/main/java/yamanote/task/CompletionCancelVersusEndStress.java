package yamanote.task;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** An Owned value is the future's or unread or closed, when a cancel meets the task's end. */
@JCStressTest
@Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "delivered")
@Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "cancelled, the value unread")
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "cancelled, the value closed")
@Outcome(expect = FORBIDDEN, desc = "lost, or closed though delivered")
@State
public class CompletionCancelVersusEndStress {
    private final EndingTask ending = new EndingTask();
    private final CompletableFuture<Object> view = TaskCompletion.of(ending.task);

    /** The task. */
    @Actor
    public void first() {
        ending.end();
    }

    /** Cancels. */
    @Actor
    public void second() {
        view.cancel(true);
    }

    /** Delivered; unread; closed. */
    @Arbiter
    public void after(III_Result r) {
        r.r1 = view.isCancelled() ? 0 : 1;
        r.r2 = ending.isUnread() ? 1 : 0;
        r.r3 = ending.closed.get();
    }
}
