package yamanote.internal.task;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often a task was queued. */
final class CountingScheduling implements Scheduling {
    final AtomicInteger scheduled = new AtomicInteger();

    @Override
    public void schedule(Task task) {
        scheduled.incrementAndGet();
    }

    @Override
    public void requeue(Task task) {}

    @Override
    public void gaveWay(Task task) {}

    @Override
    public void adopt(Task task) {}

    @Override
    public void release(Task task) {}
}
