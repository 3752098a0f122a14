package yamanote.internal.task;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import yamanote.future.Waker;

/** Registering two joiners against the end: each is woken, or told at once that it is too late. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "nobody waits for ever")
@State
public class JoinAgainstCompleteStress {
    private final Task task = new Task(null, Unscheduled.INSTANCE);
    private final AtomicInteger firstWakes = new AtomicInteger();
    private final AtomicInteger secondWakes = new AtomicInteger();
    private boolean firstTooLate;
    private boolean secondTooLate;

    /** The task is being polled. */
    public JoinAgainstCompleteStress() {
        task.beginPoll();
    }

    /** The runner. */
    @Actor
    public void runner() {
        task.complete("value");
    }

    /** One handle. */
    @Actor
    public void first() {
        firstTooLate = task.register(null, Waker.of(firstWakes::incrementAndGet)) == null;
    }

    /** Another. */
    @Actor
    public void second() {
        secondTooLate = task.register(null, Waker.of(secondWakes::incrementAndGet)) == null;
    }

    /** Whether each knows of the end. */
    @Arbiter
    public void arbiter(II_Result r) {
        r.r1 = firstTooLate || firstWakes.get() > 0 ? 1 : 0;
        r.r2 = secondTooLate || secondWakes.get() > 0 ? 1 : 0;
    }
}
