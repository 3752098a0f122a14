package yamanote.internal.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.Z_Result;
import yamanote.internal.task.OwnedTasks;
import yamanote.internal.task.Task;

/** Consumers of the global queue that take turns. */
public class GlobalQueueConsumersStress {
    private GlobalQueueConsumersStress() {}

    /** Two consumers: whoever has the turn takes, each task comes out once. */
    @JCStressTest
    @Outcome(id = "each once", expect = Expect.ACCEPTABLE, desc = "nothing lost, nothing twice")
    @State
    public static class TakeVersusTake {
        private final GlobalQueue queue = new GlobalQueue();
        private final Numbered tasks = new Numbered(2);

        /** Two are queued. */
        public TakeVersusTake() {
            queue.push(Numbered.task(0));
            queue.push(Numbered.task(1));
        }

        /** A consumer. */
        @Actor
        public void consumer() {
            take();
        }

        /** Another. */
        @Actor
        public void otherConsumer() {
            take();
        }

        /** What is left, then the sum. */
        @Arbiter
        public void arbiter(L_Result r) {
            tasks.drain(queue);
            r.r1 = tasks.verdict();
        }

        private void take() {
            if (queue.tryConsume()) {
                tasks.take(queue.pop());
                queue.endConsume();
            }
        }
    }

    /** Pushes against a consumer that then closes: each task is taken or refused. */
    @JCStressTest
    @Outcome(id = "each once", expect = Expect.ACCEPTABLE, desc = "nothing lost, nothing twice")
    @State
    public static class PushVersusTake {
        private final GlobalQueue queue = new GlobalQueue();
        private final Numbered tasks = new Numbered(3);

        /** One is queued. */
        public PushVersusTake() {
            queue.push(Numbered.task(0));
        }

        /** A foreign thread; a task that is refused is its own. */
        @Actor
        public void pusher() {
            for (int i = 1; i < 3; i++) {
                Task task = Numbered.task(i);
                if (!queue.push(task)) {
                    tasks.take(task);
                }
            }
        }

        /** The consumer. */
        @Actor
        public void consumer() {
            tasks.drain(queue);
            queue.close();
        }

        /** What is left, then the sum. */
        @Arbiter
        public void arbiter(L_Result r) {
            tasks.drain(queue);
            r.r1 = tasks.verdict();
        }
    }

    /** The ring of a worker flows over while its runtime ends: one of their sweeps finds it. */
    @JCStressTest
    @Outcome(id = "each once", expect = Expect.ACCEPTABLE, desc = "nothing lost, nothing twice")
    @State
    public static class OverflowVersusClose {
        private final GlobalQueue queue = new GlobalQueue();
        private final Numbered tasks = new Numbered(3);

        /** One is queued. */
        public OverflowVersusClose() {
            queue.push(Numbered.task(0));
        }

        /** A worker that is late, and its sweep. */
        @Actor
        public void worker() {
            Task oldest = Numbered.task(1);
            Task newest = Numbered.task(2);
            newest.next(oldest);
            queue.overflow(newest, oldest, 2);
            sweep();
        }

        /** Whoever closes the runtime. */
        @Actor
        public void closer() {
            sweep();
        }

        /** The sum, of those two alone. */
        @Arbiter
        public void arbiter(L_Result r) {
            r.r1 = tasks.verdict();
        }

        private synchronized void sweep() {
            queue.close();
            tasks.drain(queue);
        }
    }

    /** Two pushes. */
    @JCStressTest
    @Outcome(id = "each once", expect = Expect.ACCEPTABLE, desc = "nothing lost, nothing twice")
    @State
    public static class PushVersusPush {
        private final GlobalQueue queue = new GlobalQueue();
        private final Numbered tasks = new Numbered(2);

        /** A foreign thread. */
        @Actor
        public void pusher() {
            queue.push(Numbered.task(0));
        }

        /** Another. */
        @Actor
        public void otherPusher() {
            queue.push(Numbered.task(1));
        }

        /** The sum. */
        @Arbiter
        public void arbiter(L_Result r) {
            tasks.drain(queue);
            r.r1 = tasks.verdict();
        }
    }

    /**
     * One of two tasks is taken, the other is in the stack, then in the consumer's hands, then in
     * the batch: nobody who looks may miss it.
     */
    @JCStressTest
    @Outcome(id = "false", expect = Expect.ACCEPTABLE, desc = "not empty")
    @State
    public static class EmptyVersusTake {
        private final GlobalQueue queue = new GlobalQueue();

        /** Two are queued. */
        public EmptyVersusTake() {
            queue.push(Numbered.task(0));
            queue.push(Numbered.task(1));
        }

        /** Takes one. */
        @Actor
        public void consumer() {
            if (queue.tryConsume()) {
                queue.pop();
                queue.endConsume();
            }
        }

        /** A worker that is about to sleep. */
        @Actor
        public void looker(Z_Result r) {
            r.r1 = queue.isEmpty();
        }
    }

    /** A shutdown empties the queue beside a consumer that it did not wait for. */
    @JCStressTest
    @Outcome(id = "each once", expect = Expect.ACCEPTABLE, desc = "nothing lost, nothing twice")
    @State
    public static class SweepVersusTake {
        private final GlobalQueue queue = new GlobalQueue();
        private final Numbered tasks = new Numbered(3);
        private final Shutdown shutdown =
                new Shutdown(
                        new OwnedTasks(),
                        new SchedulerStats(0),
                        new RootPoller(StressServices.INSTANCE, 0));

        /** One is in the batch, one on the stack. */
        public SweepVersusTake() {
            queue.push(Numbered.task(0));
            queue.push(tasks.endsTaken(1));
            tasks.take(queue.pop());
            queue.push(tasks.endsTaken(2));
        }

        /** A worker that is late. */
        @Actor
        public void consumer() {
            for (int i = 0; i < 2; i++) {
                if (queue.tryConsume()) {
                    tasks.take(queue.pop());
                    queue.endConsume();
                }
            }
        }

        /** Whoever closes the runtime. */
        @Actor
        public void closer() {
            shutdown.endQueued(queue, null, new WorkerContext(StressServices.INSTANCE));
        }

        /** The sum. */
        @Arbiter
        public void arbiter(L_Result r) {
            tasks.drain(queue);
            r.r1 = tasks.verdict();
        }
    }
}
