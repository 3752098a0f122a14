package yamanote.internal.task;

/** The scheduler of what is never queued: blocking jobs, sentinels. */
public enum Unscheduled implements Scheduling {
    /** The one. */
    INSTANCE;

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
