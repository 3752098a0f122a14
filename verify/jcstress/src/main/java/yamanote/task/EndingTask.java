package yamanote.task;

import java.util.concurrent.atomic.AtomicInteger;
import yamanote.future.Owned;
import yamanote.internal.task.Ending;
import yamanote.internal.task.Scheduling;
import yamanote.internal.task.Task;

/** A task whose value is Owned, in its last poll. */
final class EndingTask {
    final AtomicInteger closed = new AtomicInteger();
    private final Owned value = closed::incrementAndGet;
    private final Ending.OwnedValue ending = (Ending.OwnedValue) Ending.keep(value);
    final Task task = new Task(null, new Nowhere());

    EndingTask() {
        task.beginPoll();
    }

    void end() {
        task.complete(ending);
    }

    /** Whether nobody has read the value; whoever asks has. */
    boolean isUnread() {
        return ending.claim();
    }

    /** A scheduler that is asked for nothing that matters. */
    private static final class Nowhere implements Scheduling {
        @Override
        public void schedule(Task task) {}

        @Override
        public void requeue(Task task) {}

        @Override
        public void gaveWay(Task task) {}

        @Override
        public void adopt(Task task) {}

        @Override
        public void release(Task task) {}
    }
}
