package yamanote.internal.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;
import yamanote.future.Poll;
import yamanote.internal.executor.TaskExecutor;

/**
 * A wake of a root against its thread, which takes its readiness without a fence: a poll sees what
 * the waker wrote, or another one follows.
 */
@JCStressTest
@Outcome(id = "1, .*", expect = Expect.ACCEPTABLE, desc = "a poll has seen it")
@Outcome(id = "0, true", expect = Expect.ACCEPTABLE, desc = "the next poll will")
@Outcome(expect = Expect.FORBIDDEN, desc = "the wake is lost")
@State
public class RootTakenVersusWakeStress {
    private final WorkerContext context = new WorkerContext(StressServices.INSTANCE);
    private final Root root;
    private int written;
    private int seen;

    /** A root that has not been polled yet. */
    public RootTakenVersusWakeStress() {
        root =
                new Root(
                        _ -> {
                            seen = written;
                            return Poll.pending();
                        },
                        new Root.Host() {
                            @Override
                            public void wake(Root root) {}

                            @Override
                            public void gaveWay(Root root) {}
                        });
    }

    /** The root's thread: the first poll, and one for the wake if that has come. */
    @Actor
    public void owner() {
        for (int i = 0; i < 2; i++) {
            if (root.takeReady()) {
                TaskExecutor.run(root.task, context);
            }
        }
    }

    /** A foreign thread. */
    @Actor
    public void waker() {
        written = 1;
        root.task.wake();
    }

    /** What the last poll has seen; whether one is due. */
    @Arbiter
    public void arbiter(IZ_Result r) {
        r.r1 = seen;
        r.r2 = root.isReady();
    }
}
