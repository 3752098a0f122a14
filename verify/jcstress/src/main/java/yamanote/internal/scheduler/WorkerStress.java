package yamanote.internal.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** What the watchdog, or a thread that takes over, does to a worker beside its owner. */
public class WorkerStress {
    private WorkerStress() {}

    /** The LIFO slot: the owner puts in and takes, the watchdog takes. */
    @JCStressTest
    @Outcome(id = "each once", expect = Expect.ACCEPTABLE, desc = "nothing lost, nothing twice")
    @State
    public static class LifoVersusRescue {
        private final MultiThreadScheduler scheduler =
                new MultiThreadScheduler(
                        StressServices.INSTANCE, StressServices.CONFIG, 1, new NoThreads());
        private final Worker worker = scheduler.worker(0);
        private final Numbered tasks = new Numbered(3);

        /** One is in the slot. */
        public LifoVersusRescue() {
            worker.schedule(Numbered.task(0));
        }

        /** The owner. */
        @Actor
        public void owner() {
            worker.schedule(Numbered.task(1));
            tasks.take(worker.lifo.take());
            worker.schedule(Numbered.task(2));
        }

        /** The watchdog. */
        @Actor
        public void watchdog() {
            tasks.take(worker.lifo.take());
            tasks.take(worker.lifo.take());
        }

        /** What is left, then the sum. */
        @Arbiter
        public void arbiter(L_Result r) {
            tasks.take(worker.lifo.take());
            tasks.drain(worker.queue);
            r.r1 = tasks.verdict();
        }
    }

    /** Two threads want a worker that nobody runs. */
    @JCStressTest
    @Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "one of them has it")
    @State
    public static class ClaimVersusClaim {
        private final MultiThreadScheduler scheduler =
                new MultiThreadScheduler(
                        StressServices.INSTANCE, StressServices.CONFIG, 1, new NoThreads());
        private final Worker worker = scheduler.worker(0);
        private boolean one;
        private boolean other;

        /** A thread that has blocked in place and comes back. */
        @Actor
        public void guest() {
            one = worker.claim();
        }

        /** The thread that stands in for it. */
        @Actor
        public void substitute() {
            other = worker.claim();
        }

        /** Whether one has it. */
        @Arbiter
        public void arbiter(Z_Result r) {
            r.r1 = one != other;
        }
    }

    /** Starts none. */
    private static final class NoThreads implements WorkerThreads {
        @Override
        public Thread newWorker(String role, Runnable loop) {
            throw new AssertionError("no threads here");
        }

        @Override
        public Thread newHelper(String role, Runnable loop) {
            throw new AssertionError("no threads here");
        }

        @Override
        public void substitute(Runnable loop) {
            throw new AssertionError("no threads here");
        }
    }
}
