package yamanote.internal.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * The windows in which a task could be left behind: whoever queues one finds nobody to wake, and
 * whoever ceases to search does not see it.
 */
public class IdleWorkersStress {
    private IdleWorkersStress() {}

    /** Worker 0 searches, worker 1 is as the test says. */
    abstract static class Base {
        final IdleWorkers idle = new IdleWorkers(2);
        final GlobalQueue global = new GlobalQueue();
        final LocalQueue local = new LocalQueue();

        Base() {
            idle.startSearching(0);
        }

        final boolean hasWork() {
            return !global.isEmpty() || !local.isEmpty();
        }
    }


    /** The last searcher falls asleep while a task comes from outside. */
    @JCStressTest
    @Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "a task is left behind")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "somebody comes")
    @State
    public static class SleepVersusPushOutside extends Base {
        /** Worker 1 is awake. */
        public SleepVersusPushOutside() {
            super();
        }

        /** Worker 0. */
        @Actor
        public void searcher(ZZ_Result r) {
            r.r1 = idle.fallAsleep(0, true) && hasWork();
        }

        /** Whoever queues a task. */
        @Actor
        public void pusher(ZZ_Result r) {
            global.push(Numbered.task(0));
            r.r2 = idle.claimIfNoneSearches() >= 0;
        }
    }

    /** The last searcher falls asleep while a worker queues a task. */
    @JCStressTest
    @Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "a task is left behind")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "somebody comes")
    @State
    public static class SleepVersusPushInside extends Base {
        /** Worker 1 is awake. */
        public SleepVersusPushInside() {
            super();
        }

        /** Worker 0. */
        @Actor
        public void searcher(ZZ_Result r) {
            r.r1 = idle.fallAsleep(0, true) && hasWork();
        }

        /** Whoever queues a task. */
        @Actor
        public void pusher(ZZ_Result r) {
            local.push(Numbered.task(0), global); // by its owner
            r.r2 = idle.claimIfNoneSearches() >= 0;
        }
    }

    /** The last searcher has found a task while another comes from outside. */
    @JCStressTest
    @Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "a task is left behind")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "somebody comes")
    @State
    public static class FindVersusPushOutside extends Base {
        /** Worker 1 sleeps. */
        public FindVersusPushOutside() {
            idle.fallAsleep(1, false);
        }

        /** Worker 0. */
        @Actor
        public void searcher(ZZ_Result r) {
            r.r1 = idle.stopSearching(0) && hasWork();
        }

        /** Whoever queues a task. */
        @Actor
        public void pusher(ZZ_Result r) {
            global.push(Numbered.task(0));
            r.r2 = idle.claimIfNoneSearches() >= 0;
        }
    }

    /** The last searcher has found a task while a worker queues another. */
    @JCStressTest
    @Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "a task is left behind")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "somebody comes")
    @State
    public static class FindVersusPushInside extends Base {
        /** Worker 1 sleeps. */
        public FindVersusPushInside() {
            idle.fallAsleep(1, false);
        }

        /** Worker 0. */
        @Actor
        public void searcher(ZZ_Result r) {
            r.r1 = idle.stopSearching(0) && hasWork();
        }

        /** Whoever queues a task. */
        @Actor
        public void pusher(ZZ_Result r) {
            local.push(Numbered.task(0), global); // by its owner
            r.r2 = idle.claimIfNoneSearches() >= 0;
        }
    }

    /** Two fall asleep at the same time: both are counted. */
    @JCStressTest
    @Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "both sleep, nobody searches")
    @State
    public static class SleepVersusSleep {
        private final IdleWorkers idle = new IdleWorkers(2);

        /** One searches. */
        public SleepVersusSleep() {
            idle.startSearching(0);
        }

        /** The one that searches. */
        @Actor
        public void searcher() {
            idle.fallAsleep(0, true);
        }

        /** The other. */
        @Actor
        public void other() {
            idle.fallAsleep(1, false);
        }

        /** Who sleeps, and whether somebody searches. */
        @Arbiter
        public void arbiter(ZZ_Result r) {
            r.r1 = idle.areAllAsleep();
            r.r2 = idle.searching() == 0;
        }
    }
}
