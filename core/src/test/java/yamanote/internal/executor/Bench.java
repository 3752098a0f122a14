package yamanote.internal.executor;

import java.util.ArrayList;
import java.util.List;
import yamanote.future.Future;
import yamanote.internal.task.Scheduling;
import yamanote.internal.task.Task;
import yamanote.internal.task.UnreadResults;

/** A task on the test bench: a queue that the test empties by hand. */
final class Bench extends TaskContext implements Scheduling {
    final List<String> log;
    final List<Task> queue = new ArrayList<>();
    int owned;

    Bench() {
        this(new ArrayList<>());
    }

    private Bench(List<String> log) {
        super(new UnreadResults((site, failure) -> log.add("unhandled " + failure.getMessage())));
        this.log = log;
    }

    Task spawn(Future<?> future) {
        Task task = new Task(future, this);
        queue.add(task);
        return task;
    }

    /** Runs until nothing is queued; returns the number of polls. */
    int run() {
        int polls = 0;
        for (; !queue.isEmpty(); polls++) {
            TaskExecutor.run(queue.removeFirst(), this);
        }
        return polls;
    }

    @Override
    public void schedule(Task task) {
        queue.add(task);
    }

    @Override
    public void requeue(Task task) {
        queue.add(task);
    }

    @Override
    public void gaveWay(Task task) {
        queue.add(task);
    }

    @Override
    public void adopt(Task task) {
        owned++;
    }

    @Override
    public void release(Task task) {}

    @Override
    public int random(int bound) {
        return 0;
    }
}
