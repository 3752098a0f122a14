package yamanote.internal.task;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import yamanote.future.Waker;

/** A handle that moved to another task: its new waker is woken, or it sees the end. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "the new owner knows of the end")
@State
public class NewWakerAgainstCompleteStress {
    private final Task task = new Task(null, Unscheduled.INSTANCE);
    private final AtomicInteger wakes = new AtomicInteger();
    private final Joiner joiner;
    private boolean tooLate;

    /** The task is being polled, and awaited by somebody else. */
    public NewWakerAgainstCompleteStress() {
        task.beginPoll();
        joiner = task.register(null, Waker.noop());
    }

    /** The runner. */
    @Actor
    public void runner() {
        task.complete("value");
    }

    /** The handle's new owner. */
    @Actor
    public void owner() {
        tooLate = task.register(joiner, Waker.of(wakes::incrementAndGet)) == null;
    }

    /** Whether the new owner knows. */
    @Arbiter
    public void arbiter(I_Result r) {
        r.r1 = tooLate || wakes.get() > 0 ? 1 : 0;
    }
}
