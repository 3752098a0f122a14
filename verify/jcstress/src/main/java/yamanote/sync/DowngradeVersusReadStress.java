package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import yamanote.future.Future;

/** B199: a reader that comes at a downgrade shares it; the writer in line stays out. */
@JCStressTest
@Outcome(id = "1, 3", expect = ACCEPTABLE, desc = "read at the first poll")
@Outcome(id = "2, 3", expect = ACCEPTABLE, desc = "read when woken")
@Outcome(expect = FORBIDDEN, desc = "lost, or a writer in between")
@State
public class DowngradeVersusReadStress {
    private final RwLock<Integer> lock = RwLock.of(0);
    private final RwLock.WriteGuard<Integer> held = Objects.requireNonNull(lock.tryWrite());
    private final Future<RwLock.ReadGuard<Integer>> read = lock.read();
    private final Future<RwLock.WriteGuard<Integer>> write = lock.write();
    private final Woken reader = new Woken();
    private final Woken writer = new Woken();

    /** Reads, and then a writer comes. */
    @Actor
    public void first() {
        reader.poll(read);
        writer.poll(write);
    }

    /** Lets readers in. */
    @Actor
    public void second() {
        held.downgrade();
    }

    /** What has become of them. */
    @Arbiter
    public void after(II_Result r) {
        r.r1 = reader.outcome(read);
        r.r2 = writer.outcome(write);
    }
}
