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

/** Aborts and wakes against the begin of the poll that takes them. */
public class AbortAtBeginOfPollStress {
    private AbortAtBeginOfPollStress() {}

    /** An abort of a queued task is delivered once, by the poll that begins or by the next. */
    @JCStressTest
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "one cancel")
    @State
    public static class AbortDelivered {
        private final CountingScheduling scheduling = new CountingScheduling();
        private final Task task = new Task(null, scheduling);
        private int cancels;

        /** Polls as often as it is asked to. */
        @Actor
        public void runner() {
            poll();
            while (task.endPoll() == End.AGAIN) {
                poll();
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

    /** A wake while an abort is being taken: seen by the cancel, or a poll follows. */
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

        /** The task is queued to be cancelled. */
        public WakeSeen() {
            task.abort();
        }

        /** Cancels. */
        @Actor
        public void runner() {
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

        /** Whether the cancel saw the data, and how often the task is queued. */
        @Arbiter
        public void arbiter(II_Result r) {
            r.r1 = seen;
            r.r2 = again + scheduling.scheduled.get();
        }
    }
}
