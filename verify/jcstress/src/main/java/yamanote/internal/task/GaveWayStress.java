package yamanote.internal.task;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import yamanote.internal.task.TaskState.Begin;
import yamanote.internal.task.TaskState.End;

/** A task that gave way is queued and still RUNNING: no wake, no abort is lost by that. */
public class GaveWayStress {
    private GaveWayStress() {}

    /** A wake is followed by a poll that sees what preceded it. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "a lost wake")
    @Outcome(id = "., 2", expect = Expect.FORBIDDEN, desc = "queued twice")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "seen, or polled again")
    @State
    public static class WakeSeen {
        private final CountingScheduling scheduling = new CountingScheduling();
        private final Task task = new Task(null, scheduling);
        private int data;
        private int seen;
        private int again;

        /** The task has given way. */
        public WakeSeen() {
            task.beginPoll();
        }

        /** Polls twice; the first poll gives way again. */
        @Actor
        public void runner() {
            task.beginPoll();
            task.beginPoll();
            seen = data;
            again = task.endPoll() == End.AGAIN ? 1 : 0;
        }

        /** Writes, then wakes. */
        @Actor
        public void waker() {
            data = 1;
            task.wake();
        }

        /** Whether the last poll saw the data, and how often the task is queued. */
        @Arbiter
        public void arbiter(II_Result r) {
            r.r1 = seen;
            r.r2 = again + scheduling.scheduled.get();
        }
    }

    /** An abort is delivered once, by a poll that had begun to be due before, or by another. */
    @JCStressTest
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "one cancel")
    @State
    public static class AbortDelivered {
        private final CountingScheduling scheduling = new CountingScheduling();
        private final Task task = new Task(null, scheduling);
        private int cancels;

        /** The task has given way. */
        public AbortDelivered() {
            task.beginPoll();
        }

        /** Polls twice; the first poll gives way again. */
        @Actor
        public void runner() {
            poll();
            poll();
            if (task.endPoll() == End.AGAIN) {
                poll();
                task.endPoll();
            }
        }

        /** Aborts. */
        @Actor
        public void aborter() {
            task.abort();
        }

        /** Polls if the aborter had to queue it. */
        @Arbiter
        public void arbiter(I_Result r) {
            if (scheduling.scheduled.get() > 0) {
                poll();
            }
            r.r1 = cancels;
        }

        private void poll() {
            if (task.beginPoll() == Begin.CANCEL) {
                cancels++;
            }
        }
    }

    /** What one runner wrote before it gave way is there for the next, which begins by a read. */
    @JCStressTest
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "seen, whether or not there was a wake")
    @State
    public static class HandedOn {
        private final Task task = new Task(null, Unscheduled.INSTANCE);
        private volatile boolean queued;
        private int payload;
        private int seen = 1;

        /** The task is being polled. */
        public HandedOn() {
            task.beginPoll();
        }

        /** One runner. */
        @Actor
        public void runner() {
            payload = 1;
            queued = true;
        }

        /** The next. */
        @Actor
        public void next() {
            if (queued) {
                task.beginPoll();
                seen = payload;
            }
        }

        /** A waker in between. */
        @Actor
        public void waker() {
            task.wake();
        }

        /** What the next runner saw. */
        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = seen;
        }
    }
}
