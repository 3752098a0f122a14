package yamanote.internal.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Correctness debt 1: a worker that wakes by itself while somebody claims it consumes the token, so
 * that no searcher is counted who does not search.
 */
public class ClaimedWhileItTimesOutStress {
    private ClaimedWhileItTimesOutStress() {}

    /** The claim against the end of the sleep. */
    @JCStressTest
    @Outcome(id = "true, 0", expect = Expect.ACCEPTABLE, desc = "both sides agree")
    @State
    public static class TokenConsumed {
        private final IdleWorkers idle = new IdleWorkers(1);
        private boolean claimed;
        private boolean token;

        /** The worker sleeps. */
        public TokenConsumed() {
            idle.fallAsleep(0, false);
        }

        /** Whoever has queued a task. */
        @Actor
        public void notifier() {
            claimed = idle.claimIfNoneSearches() == 0;
        }

        /** The worker, whose timer is due; then it has searched in vain or found something. */
        @Actor
        public void worker() {
            token = idle.wakeUp(0);
            if (token) {
                idle.stopSearching(0);
            }
        }

        /** Whether both sides think the same, and who searches still. */
        @Arbiter
        public void arbiter(ZI_Result r) {
            r.r1 = claimed == token;
            r.r2 = idle.searching();
        }
    }

    /** The whole sleep, with the place where it sleeps: whoever is not claimed sees the task. */
    @JCStressTest
    @Outcome(id = "false, true", expect = Expect.FORBIDDEN, desc = "a task is left behind")
    @Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "a searcher is left behind")
    @Outcome(id = "true, false", expect = Expect.FORBIDDEN, desc = "a searcher is left behind")
    @Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "all is well")
    @State
    public static class WholeSleep {
        private final IdleWorkers idle = new IdleWorkers(1);
        private final GlobalQueue queue = new GlobalQueue();
        private final Parker parker = new Parker();
        private boolean seen;

        /** The worker searches. */
        public WholeSleep() {
            idle.startSearching(0);
        }

        /** Whoever queues a task. */
        @Actor
        public void notifier() {
            queue.push(Numbered.task(0));
            if (idle.claimIfNoneSearches() == 0) {
                parker.unpark();
            }
        }

        /** The worker: sleeps until its timer, which is due at once, searches, sleeps for good. */
        @Actor
        public void worker() {
            parker.claim();
            boolean again = idle.fallAsleep(0, true) && !queue.isEmpty();
            parker.park(null, 1);
            boolean searching = idle.wakeUp(0) || idle.startSearching(0);
            again |= !queue.isEmpty();
            again |= idle.fallAsleep(0, searching) && !queue.isEmpty();
            seen = again;
            parker.release();
        }

        /** Whether anybody comes for the task, and whether searchers are counted rightly. */
        @Arbiter
        public void arbiter(ZZ_Result r) {
            boolean asleep = idle.isAsleep(0);
            r.r1 = seen || !asleep;
            r.r2 = idle.searching() == (asleep ? 0 : 1);
        }
    }
}
