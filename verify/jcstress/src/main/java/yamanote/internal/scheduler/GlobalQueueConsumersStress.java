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

/** Consumers of the global queue that take turns. */
public class GlobalQueueConsumersStress {
    private GlobalQueueConsumersStress() {}

    /** Two consumers and a pusher: whoever has the turn takes, each task comes out once. */
    @JCStressTest
    @Outcome(id = "each once", expect = Expect.ACCEPTABLE, desc = "nothing lost, nothing twice")
    @State
    public static class TakeVersusTake {
        private final GlobalQueue queue = new GlobalQueue();
        private final Numbered tasks = new Numbered(3);

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

        /** A foreign thread. */
        @Actor
        public void pusher() {
            queue.push(Numbered.task(2));
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
