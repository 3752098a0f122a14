package yamanote.sync;

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
import yamanote.future.Futures;

/** B202: the initializer is cancelled while another comes, which then makes the value. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "ready at the first poll")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class OnceCellCancelVersusGetStress {
    private final OnceCell<Integer> cell = OnceCell.create();
    private final Future<Integer> making = cell.getOrInit(Futures.pending());
    private final Future<Integer> get = cell.getOrInit(Futures.ready(1));
    private final Woken task = new Woken();

    /** One is making the value. */
    public OnceCellCancelVersusGetStress() {
        new Woken().poll(making);
    }

    /** Gives up. */
    @Actor
    public void first() {
        making.cancel(Context.noop());
    }

    /** Comes. */
    @Actor
    public void second() {
        task.poll(get);
    }

    /** What has become of it. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = task.outcome(get);
    }
}
