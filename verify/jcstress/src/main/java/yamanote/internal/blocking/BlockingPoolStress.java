package yamanote.internal.blocking;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import yamanote.internal.blocking.BlockingJob.Kind;
import yamanote.internal.task.UnreadResults;

/** A job comes to a pool whose only thread is about to leave. */
public class BlockingPoolStress {
    private BlockingPoolStress() {}

    /** One pool of one thread at a time; its threads' loops are run by the actors themselves. */
    abstract static class OneThread {
        private final Deque<Runnable> started = new ArrayDeque<>();
        private final UnreadResults unread = new UnreadResults((site, failure) -> {});
        private final AtomicInteger run = new AtomicInteger();
        final BlockingPool pool =
                new BlockingPool(
                        new BlockingConfig(1, 0, 0, System::nanoTime, Unstarted::new), () -> {});

        /** Its loop is kept: whoever takes it out is the thread. */
        private final class Unstarted extends Thread {
            private final Runnable loop;

            Unstarted(Runnable loop) {
                this.loop = loop;
            }

            @Override
            public void start() {
                synchronized (started) {
                    started.add(loop);
                }
            }
        }

        OneThread() {
            submit();
        }

        final void submit() {
            pool.submit(new BlockingJob(run::incrementAndGet, Kind.ORDINARY, unread));
        }

        /** Runs the thread that was started first; false if there is none. */
        final boolean beThread() {
            Runnable loop;
            synchronized (started) {
                loop = started.poll();
            }
            if (loop == null) {
                return false;
            }
            loop.run();
            return true;
        }

        final int run() {
            return run.get();
        }
    }

    /** Keep-alive is zero: the thread takes the job along, or another is started for it. */
    @JCStressTest
    @Outcome(id = "2, 0", expect = Expect.ACCEPTABLE, desc = "both ran, nothing is queued")
    @State
    public static class SubmitVersusLeave extends OneThread {
        /** The pool's thread. */
        @Actor
        public void thread() {
            beThread();
        }

        /** Anyone. */
        @Actor
        public void submitter() {
            submit();
        }

        /** What a later thread would do. */
        @Arbiter
        public void arbiter(II_Result r) {
            while (beThread()) {}
            r.r1 = run();
            r.r2 = pool.queueDepth();
        }
    }

    /** Two submitters, one of which may find the thread called already. */
    @JCStressTest
    @Outcome(id = "3, 0", expect = Expect.ACCEPTABLE, desc = "all ran, nothing is queued")
    @State
    public static class TwoSubmitsVersusLeave extends OneThread {
        /** The pool's thread. */
        @Actor
        public void thread() {
            beThread();
        }

        /** Anyone. */
        @Actor
        public void submitter() {
            submit();
            submit();
        }

        /** What a later thread would do. */
        @Arbiter
        public void arbiter(II_Result r) {
            while (beThread()) {}
            r.r1 = run();
            r.r2 = pool.queueDepth();
        }
    }
}
