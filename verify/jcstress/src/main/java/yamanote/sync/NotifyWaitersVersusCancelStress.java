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

/** A waiter leaves while the queue is cut off: the list stays whole. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "ready at the first poll")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class NotifyWaitersVersusCancelStress {
    private final Notify notify = Notify.create();
    private final Notify.Notified leaving = notify.notified();
    private final Notify.Notified next = notify.notified();
    private final Woken task = new Woken();

    /** Two in line. */
    public NotifyWaitersVersusCancelStress() {
        new Woken().poll(leaving);
        task.poll(next);
    }

    /** Leaves. */
    @Actor
    public void first() {
        leaving.cancel(Context.noop());
    }

    /** Notifies. */
    @Actor
    public void second() {
        notify.notifyWaiters();
    }

    /** What has become of it. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = task.outcome(next);
    }
}
