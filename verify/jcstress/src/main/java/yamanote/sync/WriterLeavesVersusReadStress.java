package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import yamanote.future.Context;
import yamanote.future.Future;

/** B195: a reader that comes while the writer before it leaves gets in. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "ready at the first poll")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class WriterLeavesVersusReadStress {
    private final RwLock<Integer> lock = RwLock.of(0);
    private final RwLock.ReadGuard<Integer> held = Objects.requireNonNull(lock.tryRead());
    private final Future<RwLock.WriteGuard<Integer>> write = lock.write();
    private final Future<RwLock.ReadGuard<Integer>> read = lock.read();
    private final Woken task = new Woken();

    /** Read, with a writer in line. */
    public WriterLeavesVersusReadStress() {
        new Woken().poll(write);
    }

    /** Leaves. */
    @Actor
    public void first() {
        write.cancel(Context.noop());
    }

    /** Comes. */
    @Actor
    public void second() {
        task.poll(read);
    }

    /** What has become of it. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = task.outcome(read);
        held.close();
    }
}
