package yamanote.internal.reactor;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** The readiness word under races between the poller and whoever found the socket drained. */
final class ReadinessStress {
    private ReadinessStress() {}

    /** B267: an operation drained what it had seen; an event that came since must survive. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "the later event stands")
    @Outcome(id = "false", expect = FORBIDDEN, desc = "an event was lost")
    @State
    public static class ClearAgainstEvent extends Readiness {
        private final int seen;

        public ClearAgainstEvent() {
            set(READABLE);
            seen = word();
        }

        @Actor
        public void drained() {
            clear(seen, READABLE);
        }

        @Actor
        public void event() {
            set(READABLE);
        }

        @Arbiter
        public void after(Z_Result r) {
            r.r1 = (word() & READABLE) != 0;
        }
    }

    /** Two operations of different directions clear, or an event comes before, between or after. */
    @JCStressTest
    @Outcome(id = "4", expect = ACCEPTABLE, desc = "both cleared before the event")
    @Outcome(id = "[567]", expect = ACCEPTABLE, desc = "cleared at most what was seen")
    @Outcome(expect = FORBIDDEN, desc = "the closed bit was lost")
    @State
    public static class TwoClearsAgainstClosing extends Readiness {
        private final int seen;

        public TwoClearsAgainstClosing() {
            set(READABLE | WRITABLE);
            seen = word();
        }

        @Actor
        public void reader() {
            clear(seen, READABLE);
        }

        @Actor
        public void writer() {
            clear(seen, WRITABLE);
        }

        @Actor
        public void closing() {
            set(READ_CLOSED);
        }

        @Arbiter
        public void after(I_Result r) {
            r.r1 = word() & (READABLE | WRITABLE | READ_CLOSED | WRITE_CLOSED);
        }
    }

    /** Two events at once, one from the poller and one from an operation that met the end. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "both stand")
    @Outcome(id = "false", expect = FORBIDDEN, desc = "one was lost")
    @State
    public static class TwoEvents extends Readiness {
        @Actor
        public void poller() {
            set(WRITABLE);
        }

        @Actor
        public void operation() {
            set(READ_CLOSED);
        }

        @Arbiter
        public void after(Z_Result r) {
            r.r1 = (word() & (WRITABLE | READ_CLOSED)) == (WRITABLE | READ_CLOSED);
        }
    }
}
