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

/** B224: a weak sender is upgraded while the last sender is closed. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "upgraded: the channel is open")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "closed: the receiver is told")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class WeakUpgradeVersusLastCloseStress {
    private final Mpsc.Channel<Integer> channel = Mpsc.channel(1);
    private final Mpsc.WeakSender<Integer> weak = channel.sender().downgrade();
    private final Future<?> receive = channel.receiver().receive();
    private final Woken task = new Woken();
    private Mpsc.Sender<Integer> upgraded;

    /** The receiver waits. */
    public WeakUpgradeVersusLastCloseStress() {
        task.poll(receive);
    }

    /** Upgrades. */
    @Actor
    public void first() {
        upgraded = weak.upgrade();
    }

    /** Closes the last sender. */
    @Actor
    public void second() {
        channel.sender().close();
    }

    /** What has become of it. */
    @Arbiter
    public void after(II_Result r) {
        r.r1 = upgraded == null ? 0 : upgraded.senderCount();
        r.r2 = task.outcome(receive) == 2 ? 1 : 0;
    }
}
