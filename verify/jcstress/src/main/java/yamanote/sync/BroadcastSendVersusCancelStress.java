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

/** A receive leaves the line while it is cut off: the line stays whole. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "ready at the first poll")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class BroadcastSendVersusCancelStress {
    private final Broadcast.Channel<Integer> channel = Broadcast.channel(2);
    private final Future<Integer> leaving = channel.receiver().receive();
    private final Future<Integer> next = channel.receiver().resubscribe().receive();
    private final Woken task = new Woken();

    /** Two in line. */
    public BroadcastSendVersusCancelStress() {
        new Woken().poll(leaving);
        task.poll(next);
    }

    /** Leaves. */
    @Actor
    public void first() {
        leaving.cancel(Context.noop());
    }

    /** Sends. */
    @Actor
    public void second() {
        Quiet.send(channel.sender(), 1);
    }

    /** What has become of the next. */
    @Arbiter
    public void after(I_Result r) {
        r.r1 = task.outcome(next);
    }
}
