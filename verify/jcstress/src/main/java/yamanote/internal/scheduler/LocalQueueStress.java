package yamanote.internal.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** The owner and thieves of a local queue: each task is taken once. */
public class LocalQueueStress {
    private LocalQueueStress() {}

    /** The queue, its overflow, and who has taken what. */
    abstract static class Base {
        final GlobalQueue overflow = new GlobalQueue();
        final LocalQueue queue = new LocalQueue();
        final Numbered tasks;
        private int pushed;

        Base(int tasks, int queued) {
            this.tasks = new Numbered(tasks);
            for (int i = 0; i < queued; i++) {
                push();
            }
        }

        final void push() {
            queue.push(Numbered.task(pushed++), overflow);
        }

        final void pop() {
            tasks.take(queue.pop());
        }

        final void steal() {
            tasks.steal(queue);
        }

        final String verdict() {
            tasks.drain(queue);
            tasks.drain(overflow);
            return tasks.verdict();
        }
    }


    /** Two tasks, and both sides want them. */
    @JCStressTest
    @Outcome(id = "each once", expect = Expect.ACCEPTABLE, desc = "nothing lost, nothing twice")
    @State
    public static class PopVersusSteal extends Base {
        /** Two are queued. */
        public PopVersusSteal() {
            super(2, 2);
        }

        /** The owner. */
        @Actor
        public void owner() {
            pop();
            pop();
        }

        /** A thief. */
        @Actor
        public void thief() {
            steal();
        }

        /** What is left, then the sum. */
        @Arbiter
        public void arbiter(L_Result r) {
            r.r1 = verdict();
        }
    }

    /** Three sides want three tasks. */
    @JCStressTest
    @Outcome(id = "each once", expect = Expect.ACCEPTABLE, desc = "nothing lost, nothing twice")
    @State
    public static class TwoThieves extends Base {
        /** Three are queued. */
        public TwoThieves() {
            super(3, 3);
        }

        /** The owner. */
        @Actor
        public void owner() {
            pop();
        }

        /** A thief. */
        @Actor
        public void thief() {
            steal();
        }

        /** Another thief. */
        @Actor
        public void otherThief() {
            steal();
        }

        /** What is left, then the sum. */
        @Arbiter
        public void arbiter(L_Result r) {
            r.r1 = verdict();
        }
    }

    /** A thief meets tasks that are just being queued. */
    @JCStressTest
    @Outcome(id = "each once", expect = Expect.ACCEPTABLE, desc = "nothing lost, nothing twice")
    @State
    public static class PushVersusSteal extends Base {
        /** Nothing is queued. */
        public PushVersusSteal() {
            super(3, 0);
        }

        /** The owner. */
        @Actor
        public void owner() {
            push();
            push();
            push();
            pop();
        }

        /** A thief. */
        @Actor
        public void thief() {
            steal();
        }

        /** Another thief. */
        @Actor
        public void otherThief() {
            steal();
        }

        /** What is left, then the sum. */
        @Arbiter
        public void arbiter(L_Result r) {
            r.r1 = verdict();
        }
    }

    /** The owner divides the full queue, or finds a thief at work. */
    @JCStressTest
    @Outcome(id = "each once", expect = Expect.ACCEPTABLE, desc = "nothing lost, nothing twice")
    @State
    public static class OverflowVersusSteal extends Base {
        /** It is full. */
        public OverflowVersusSteal() {
            super(LocalQueue.CAPACITY + 1, LocalQueue.CAPACITY);
        }

        /** The owner. */
        @Actor
        public void owner() {
            push();
        }

        /** A thief. */
        @Actor
        public void thief() {
            steal();
        }

        /** What is left, then the sum. */
        @Arbiter
        public void arbiter(L_Result r) {
            r.r1 = verdict();
        }
    }

    /** The owner writes slots again that a thief has just emptied. */
    @JCStressTest
    @Outcome(id = "each once", expect = Expect.ACCEPTABLE, desc = "nothing lost, nothing twice")
    @State
    public static class ReuseVersusSteal extends Base {
        /** One slot is free. */
        public ReuseVersusSteal() {
            super(LocalQueue.CAPACITY + 2, LocalQueue.CAPACITY - 1);
        }

        /** The owner. */
        @Actor
        public void owner() {
            push();
            pop();
            push();
            push();
        }

        /** A thief. */
        @Actor
        public void thief() {
            steal();
        }

        /** What is left, then the sum. */
        @Arbiter
        public void arbiter(L_Result r) {
            r.r1 = verdict();
        }
    }
}
