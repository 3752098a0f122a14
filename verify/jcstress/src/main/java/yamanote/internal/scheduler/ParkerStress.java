package yamanote.internal.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** Unpark against park: the owner sees what was queued, or its next wait does not wait. */
public class ParkerStress {
    private ParkerStress() {}

    /** The owner waits once, and that ends by itself. */
    @JCStressTest
    @Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "the unpark had an effect")
    @State
    public static class UnparkVersusPark {
        private final Parker parker = new Parker();
        private volatile int queued;
        private boolean seen;

        /** The owner. */
        @Actor
        public void owner() {
            parker.claim();
            parker.park(null, 1);
            seen = queued == 1;
            parker.release();
        }

        /** Anyone. */
        @Actor
        public void unparker() {
            queued = 1;
            parker.unpark();
        }

        /** Whether it was seen, or will be after the next wait. */
        @Arbiter
        public void arbiter(Z_Result r) {
            r.r1 = seen || parker.takeNotice();
        }
    }

    /** Two unparks, the second of which may find the first still there. */
    @JCStressTest
    @Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "both unparks had an effect")
    @State
    public static class TwoUnparksVersusPark {
        private final Parker parker = new Parker();
        private volatile int first;
        private volatile int second;
        private boolean seen;

        /** The owner. */
        @Actor
        public void owner() {
            parker.claim();
            parker.park(null, 1);
            parker.park(null, 1);
            seen = first == 1 && second == 1;
            parker.release();
        }

        /** Anyone. */
        @Actor
        public void unparker() {
            first = 1;
            parker.unpark();
        }

        /** Another. */
        @Actor
        public void otherUnparker() {
            second = 1;
            parker.unpark();
        }

        /** Whether both were seen, or will be after the next wait. */
        @Arbiter
        public void arbiter(Z_Result r) {
            r.r1 = seen || parker.takeNotice();
        }
    }
}
