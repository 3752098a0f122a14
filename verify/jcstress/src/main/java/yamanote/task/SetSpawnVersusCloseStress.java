package yamanote.task;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import yamanote.internal.task.Task;
import yamanote.internal.task.Unscheduled;

/** A spawn against a close is refused, or its task is aborted and awaited. */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "refused, and the close has ended")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "aborted, and the close ends with it")
@Outcome(expect = FORBIDDEN, desc = "got through")
@State
public class SetSpawnVersusCloseStress {
    private final Members members = new Members("JoinSet");
    private final Drain close = new Drain(members, true);
    private final Woken task = new Woken();
    private final AtomicInteger aborted = new AtomicInteger();
    private int admitted;

    /** Spawns. */
    @Actor
    public void first() {
        Task spawned =
                new Task(null, Unscheduled.INSTANCE) {
                    @Override
                    public void abort() {
                        if (aborted.getAndIncrement() == 0) {
                            complete(1);
                        }
                    }
                };
        spawned.beginPoll();
        try {
            members.start(() -> spawned);
        } catch (IllegalStateException refused) {
            return;
        }
        members.add(new Member(members, spawned));
        admitted = 1;
    }

    /** Closes. */
    @Actor
    public void second() {
        task.poll(close);
    }

    /**
     * Whether it was admitted (2: and not aborted), and whether the close has ended or was woken.
     */
    @Arbiter
    public void after(II_Result r) {
        r.r1 = admitted == 1 && aborted.get() == 0 ? 2 : admitted;
        int outcome = task.outcome(close);
        r.r2 = outcome == 1 || outcome == 2 ? 1 : outcome;
    }
}
