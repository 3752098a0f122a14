package yamanote.internal.task;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IL_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import yamanote.future.Waker;
import yamanote.internal.task.TaskState.End;

/** The end of a poll against one other thread; the tests of three need as many processors. */
public class EndOfPollStress {
    private EndOfPollStress() {}

    /** A wake: the task is queued once, by the waker or by the runner. */
    @JCStressTest
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "queued once")
    @State
    public static class Wake {
        private final CountingScheduling scheduling = new CountingScheduling();
        private final Task task = new Task(null, scheduling);
        private int again;

        /** The task is being polled. */
        public Wake() {
            task.beginPoll();
        }

        /** The runner. */
        @Actor
        public void runner() {
            again = task.endPoll() == End.AGAIN ? 1 : 0;
        }

        /** A waker. */
        @Actor
        public void waker() {
            task.wake();
        }

        /** How often the task is queued. */
        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = scheduling.scheduled.get() + again;
        }
    }

    /** An abort: the task is queued once, and its next poll is a cancel. */
    @JCStressTest
    @Outcome(id = "1, CANCEL", expect = Expect.ACCEPTABLE, desc = "queued once, to be cancelled")
    @State
    public static class Abort {
        private final CountingScheduling scheduling = new CountingScheduling();
        private final Task task = new Task(null, scheduling);
        private int again;

        /** The task is being polled. */
        public Abort() {
            task.beginPoll();
        }

        /** The runner. */
        @Actor
        public void runner() {
            again = task.endPoll() == End.AGAIN ? 1 : 0;
        }

        /** An aborter. */
        @Actor
        public void aborter() {
            task.abort();
        }

        /** How often the task is queued, and for what. */
        @Arbiter
        public void arbiter(IL_Result r) {
            r.r1 = scheduling.scheduled.get() + again;
            r.r2 = task.beginPoll();
        }
    }

    /** A join: its waker is woken, or it hears at once that it is too late. */
    @JCStressTest
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "nobody waits for ever")
    @State
    public static class Join {
        private final Task task = new Task(null, Unscheduled.INSTANCE);
        private final AtomicInteger wakes = new AtomicInteger();
        private boolean tooLate;

        /** The task is being polled. */
        public Join() {
            task.beginPoll();
        }

        /** The runner. */
        @Actor
        public void runner() {
            task.complete("value");
        }

        /** A handle. */
        @Actor
        public void joiner() {
            tooLate = task.register(null, Waker.of(wakes::incrementAndGet)) == null;
        }

        /** Whether the joiner knows of the end. */
        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = tooLate || wakes.get() > 0 ? 1 : 0;
        }
    }

    /** Two joins: both are in the list. */
    @JCStressTest
    @Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "both are woken")
    @State
    public static class TwoJoins {
        private final Task task = new Task(null, Unscheduled.INSTANCE);
        private final AtomicInteger wakes = new AtomicInteger();

        /** The task is being polled. */
        public TwoJoins() {
            task.beginPoll();
        }

        /** A handle. */
        @Actor
        public void joiner() {
            task.register(null, Waker.of(wakes::incrementAndGet));
        }

        /** Another, after somebody has asked for the task's number. */
        @Actor
        public void otherJoiner() {
            task.id();
            task.register(null, Waker.of(wakes::incrementAndGet));
        }

        /** The end. */
        @Arbiter
        public void arbiter(I_Result r) {
            task.complete("value");
            r.r1 = wakes.get();
        }
    }
}
