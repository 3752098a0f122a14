package yamanote.internal.scheduler;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import yamanote.future.Future;
import yamanote.internal.task.Ending;
import yamanote.internal.task.Scheduling;
import yamanote.internal.task.Task;

/**
 * The future of one blockOn: a task that runs on the calling thread only and is in no queue. {@code
 * ready} stands for the queue: it is polled only when woken.
 */
final class Root implements Scheduling {
    final Task task;
    final Thread thread;
    final BooleanSupplier isReady = this::isReady;
    private final Host host;

    private static final VarHandle READY =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(), "ready", VarHandle.class, Root.class, boolean.class);

    /**
     * Set by wakers, taken by {@link #thread}. Taking it needs no fence: whoever sets it next has
     * woken a task that was idle, and so has seen the poll that follows the taking.
     */
    private volatile boolean ready;

    /** The thread sleeps, or is about to. */
    private volatile boolean asleep;

    /** Owner-only: the thread was interrupted, so the task was cancelled. */
    private boolean interrupted;

    /** The scheduler whose blockOn it is. */
    interface Host {
        /** Any thread: {@code root} has become ready, its thread may sleep. */
        void wake(Root root);

        /** The root's thread: its task gave way; has it requeued. */
        void gaveWay(Root root);
    }

    Root(Future<?> future, Host host) {
        this.task = new Task(future, this);
        this.thread = Thread.currentThread();
        this.host = host;
        READY.set(this, true);
    }

    boolean isReady() {
        return ready;
    }

    /** Whether it is to be polled; the caller does so. */
    boolean takeReady() {
        if (ready) {
            READY.setOpaque(this, false);
            return true;
        }
        return false;
    }

    /** The thread: sleeps until it is ready or interrupted. */
    void sleep() {
        asleep = true; // then ready is read; a waker does it the other way round
        while (!ready && !thread.isInterrupted()) {
            LockSupport.park(this);
        }
        asleep = false;
    }

    /** Any thread, having made it ready. */
    void unparkIfAsleep() {
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    /** An interrupt of the thread cancels the task; the flag is taken. */
    void checkInterrupt() {
        if (Thread.interrupted()) {
            interrupted = true;
            task.abort();
        }
    }

    /**
     * After the end. A value that was ready all the same is not lost: it is delivered, and the flag
     * is put back.
     */
    void rethrowInterrupt() throws InterruptedException {
        if (!interrupted) {
            return;
        }
        InterruptedException interrupt =
                new InterruptedException("interrupted in blockOn; its future was cancelled");
        switch (task.payload()) {
            case Ending.Cancelled _ -> throw interrupt;
            case Ending.Failure failure -> {
                interrupt.addSuppressed(failure.thrown());
                throw interrupt;
            }
            case null, default -> thread.interrupt();
        }
    }

    @Override
    public void schedule(Task task) {
        ready = true;
        host.wake(this);
    }

    @Override
    public void requeue(Task task) {
        ready = true;
    }

    @Override
    public void gaveWay(Task task) {
        host.gaveWay(this);
    }

    @Override
    public void adopt(Task task) {}

    @Override
    public void release(Task task) {}
}
