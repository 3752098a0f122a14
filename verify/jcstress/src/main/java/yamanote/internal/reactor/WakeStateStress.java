package yamanote.internal.reactor;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The owner about to wait against those who leave work for it. */
final class WakeStateStress {
    private WakeStateStress() {}

    /** A ring is never slept through: the wait does not begin, or it is interrupted. */
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "waits and is interrupted")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "does not wait")
    @Outcome(expect = FORBIDDEN, desc = "slept through, or interrupted for nothing")
    @State
    public static class WaitAgainstRing {
        private final WakeState wake = new WakeState();

        @Actor
        public void owner(ZZ_Result r) {
            r.r1 = wake.beginWait();
        }

        @Actor
        public void other(ZZ_Result r) {
            r.r2 = wake.ring();
        }
    }

    /** Of two that ring, one interrupts. */
    @JCStressTest
    @Outcome(id = "true, true, false", expect = ACCEPTABLE, desc = "the first interrupts")
    @Outcome(id = "true, false, true", expect = ACCEPTABLE, desc = "the second interrupts")
    @Outcome(id = "false, false, false", expect = ACCEPTABLE, desc = "does not wait")
    @Outcome(expect = FORBIDDEN, desc = "slept through, or interrupted twice")
    @State
    public static class WaitAgainstTwoRings {
        private final WakeState wake = new WakeState();

        @Actor
        public void owner(ZZZ_Result r) {
            r.r1 = wake.beginWait();
        }

        @Actor
        public void one(ZZZ_Result r) {
            r.r2 = wake.ring();
        }

        @Actor
        public void two(ZZZ_Result r) {
            r.r3 = wake.ring();
        }
    }

    /** Work left without ringing an owner that is awake is found when it looks. */
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "found, and interrupted as well")
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "found when it looked")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "not found yet, but interrupted")
    @Outcome(id = "false, false", expect = FORBIDDEN, desc = "sleeps on work")
    @State
    public static class LookAgainstChange {
        private final WakeState wake = new WakeState();
        private volatile boolean work;

        @Actor
        public void owner(ZZ_Result r) {
            wake.beginWait();
            r.r1 = work;
        }

        @Actor
        public void other(ZZ_Result r) {
            work = true;
            r.r2 = wake.ringIfWaiting();
        }
    }
}
