package yamanote.internal.scheduler;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.task.Task;
import yamanote.internal.task.Unscheduled;

/** Tasks with numbers, and how often each was taken out of a queue. */
final class Numbered {
    private final AtomicIntegerArray taken;

    Numbered(int tasks) {
        taken = new AtomicIntegerArray(tasks);
    }

    static Task task(int number) {
        return new Task(number, Unscheduled.INSTANCE);
    }

    /** A task that also counts as taken when its future is cancelled. */
    Task endsTaken(int number) {
        return new Task(new Ending(number), Unscheduled.INSTANCE);
    }

    /** Null counts for nothing. */
    boolean take(@Nullable Task task) {
        if (task == null) {
            return false;
        }
        switch (task.payload()) {
            case Integer number -> taken.incrementAndGet(number);
            case Ending ending -> taken.incrementAndGet(ending.number);
            case null, default -> {}
        }
        return true;
    }

    /** The owner of {@code queue}. */
    void drain(LocalQueue queue) {
        while (take(queue.pop())) {
            // the next
        }
    }

    /** The consumer of {@code queue}. */
    void drain(GlobalQueue queue) {
        while (take(queue.pop())) {
            // the next
        }
    }

    /** A thief with an empty queue of its own: steals once and runs it all. */
    void steal(LocalQueue from) {
        LocalQueue mine = new LocalQueue();
        take(from.stealInto(mine));
        drain(mine);
    }

    /** Whether each was taken once. */
    String verdict() {
        int lost = 0;
        int twice = 0;
        for (int i = 0; i < taken.length(); i++) {
            if (taken.get(i) == 0) {
                lost++;
            } else if (taken.get(i) > 1) {
                twice++;
            }
        }
        return lost == 0 && twice == 0 ? "each once" : lost + " lost, " + twice + " twice";
    }

    private final class Ending implements Future<Object> {
        final int number;

        Ending(int number) {
            this.number = number;
        }

        @Override
        public Poll<Object> poll(Context cx) {
            return Poll.pending();
        }

        @Override
        public boolean cancel(Context cx) {
            taken.incrementAndGet(number);
            return true;
        }
    }
}
