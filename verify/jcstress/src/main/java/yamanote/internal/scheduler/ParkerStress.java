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

    /** The unpark finds another that the owner has not taken yet. */
    @JCStressTest
    @Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "the unpark had an effect")
    @State
    public static class SecondUnparkVersusPark {
        private final Parker parker = new Parker();
        private volatile int queued;
        private boolean seen;

        /** One is there. */
        public SecondUnparkVersusPark() {
            parker.unpark();
        }

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
}
