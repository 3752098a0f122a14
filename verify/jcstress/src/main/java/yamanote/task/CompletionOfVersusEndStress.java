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

/** A view made while the task ends is completed, and the value is its own. */
@JCStressTest
@Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "delivered")
@Outcome(expect = FORBIDDEN, desc = "never told, or told twice")
@State
public class CompletionOfVersusEndStress {
    private final EndingTask ending = new EndingTask();
    private CompletableFuture<Object> view = new CompletableFuture<>();

    /** The task. */
    @Actor
    public void first() {
        ending.end();
    }

    /** Makes the view. */
    @Actor
    public void second() {
        view = TaskCompletion.of(ending.task);
    }

    /** Delivered; unread; closed. */
    @Arbiter
    public void after(III_Result r) {
        r.r1 = view.isDone() && !view.isCompletedExceptionally() ? 1 : 0;
        r.r2 = ending.isUnread() ? 1 : 0;
        r.r3 = ending.closed.get();
    }
}
