package yamanote.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** B224: two upgrades and the close of the only sender leave an exact count. */
@JCStressTest
@Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "both upgraded")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "one upgraded")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "none: closed")
@Outcome(expect = FORBIDDEN, desc = "lost or doubled")
@State
public class WeakUpgradeTwiceStress {
    private final Mpsc.Unbounded<Integer> channel = Mpsc.unbounded();
    private final Mpsc.WeakUnboundedSender<Integer> weak = channel.sender().downgrade();
    private final Mpsc.WeakUnboundedSender<Integer> other = weak.share();
    private Mpsc.UnboundedSender<Integer> one;
    private Mpsc.UnboundedSender<Integer> two;

    /** Upgrades. */
    @Actor
    public void first() {
        one = weak.upgrade();
    }

    /** Upgrades, too. */
    @Actor
    public void second() {
        two = other.upgrade();
    }

    /** Closes the last sender. */
    @Actor
    public void third() {
        channel.sender().close();
    }

    /** What has become of it. */
    @Arbiter
    public void after(II_Result r) {
        int upgraded = (one == null ? 0 : 1) + (two == null ? 0 : 1);
        r.r1 = upgraded == weak.senderCount() ? upgraded : -1;
        r.r2 = channel.receiver().isClosed() ? 1 : 0;
    }
}
