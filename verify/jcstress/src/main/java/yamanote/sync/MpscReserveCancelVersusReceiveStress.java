package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import yamanote.future.Context;
import yamanote.future.Future;

/** B214: a slot freed for a sender that leaves reaches the next in line. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "ready at the first poll")
@Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class MpscReserveCancelVersusReceiveStress {
    private final Mpsc.Channel<Integer> channel = Mpsc.channel(2);
    private final Future<?> leaving = channel.sender().reserveMany(2);
    private final Future<?> next = channel.sender().send(3);
    private final Woken task = new Woken();

    /** Full, and two in line. */
    public MpscReserveCancelVersusReceiveStress() {
        channel.sender().trySend(1);
        channel.sender().trySend(2);
        new Woken().poll(leaving);
        task.poll(next);
    }

    /** Leaves. */
    @Actor
    public void first() {
        leaving.cancel(Context.noop());
    }

    /** Receives. */
    @Actor
    public void second() {
        channel.receiver().tryReceive();
    }

    /** What has become of it. */
    @Arbiter
    public void after(II_Result r) {
        r.r1 = task.outcome(next);
        r.r2 = channel.sender().capacity();
    }
}
