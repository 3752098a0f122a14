package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import yamanote.future.Future;

/**
 * B213: a sender joins the line while the channel is shut down; it is refused and nothing is lost.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "ready at the first poll")
@Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class MpscReserveVersusShutdownStress {
    private final Mpsc.Channel<Integer> channel = Mpsc.channel(1);
    private final Future<?> reserve = channel.sender().reserve();
    private final Woken task = new Woken();

    /** Full. */
    public MpscReserveVersusShutdownStress() {
        channel.sender().trySend(1);
    }

    /** Reserves. */
    @Actor
    public void first() {
        task.poll(reserve);
    }

    /** Shuts down. */
    @Actor
    public void second() {
        channel.receiver().shutdown();
    }

    /** What has become of it. */
    @Arbiter
    public void after(II_Result r) {
        r.r1 = task.outcome(reserve);
        channel.receiver().tryReceive();
        r.r2 = channel.sender().capacity();
    }
}
