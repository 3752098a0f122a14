package yamanote.internal.scheduler;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.task.Sites;
import yamanote.internal.task.Task;
import yamanote.internal.timer.TimeSource;

/**
 * A thread that looks every few milliseconds for workers that are stuck in one poll, and keeps the
 * others going meanwhile: what waits in a stuck worker's LIFO slot goes to the global queue, what
 * is queued is offered to a sleeper, its timers are fired, and if nobody serves I/O, somebody is
 * sent to. It compares counters: the workers read no clock for it. The same goes for a worker whose
 * thread blocks in place while the blocking pool has none to take its place.
 *
 * <p>A long poll is reported with the stack of its thread, once a second at most. Time is counted
 * in looks, so a pause of the whole JVM counts as one.
 *
 * <p>It sleeps while all workers do. Dekker: it sets {@code dozing}, then looks whether they still
 * sleep; a worker that wakes leaves its sleeping bit, then reads {@code dozing}.
 */
final class Watchdog implements Runnable {
    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long REPORT_EVERY = TimeUnit.SECONDS.toNanos(1);

    /** Looks in a row that must have found all workers asleep. */
    private static final int QUIET_LOOKS = 4;

    private final MultiThreadScheduler scheduler;
    private final TimeSource clock;
    private final long stuckNanos;
    private final StuckHandler onStuck;
    private final long[] polls;
    private final int[] looks;
    private final boolean[] reported;
    private long lastReport;
    private int quiet;

    private volatile boolean dozing;
    private volatile boolean stopped;
    private volatile @Nullable Thread thread;

    Watchdog(MultiThreadScheduler scheduler, Services services, SchedulerConfig config) {
        this.scheduler = scheduler;
        this.clock = services.time();
        this.stuckNanos = config.stuckNanos();
        this.onStuck = config.onStuck();
        int workers = scheduler.workers();
        this.polls = new long[workers];
        this.looks = new int[workers];
        this.reported = new boolean[workers];
        this.lastReport = clock.nanos() - REPORT_EVERY;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            watch();
        } finally {
            scheduler.threadEnded();
        }
    }

    private void watch() {
        while (!stopped) {
            if (quiet >= QUIET_LOOKS) {
                doze();
            } else {
                LockSupport.parkNanos(this, PERIOD);
            }
            try {
                look();
            } catch (Throwable thrown) {
                // A waker or the handler: neither may end the watch.
                System.getLogger("yamanote").log(Level.ERROR, "the watchdog goes on after", thrown);
            }
        }
    }

    private void doze() {
        dozing = true;
        while (!stopped && dozing && scheduler.idle.areAllAsleep()) {
            LockSupport.park(this);
        }
        dozing = false;
        quiet = 0;
        Arrays.fill(looks, 0);
    }

    /** Any thread: a worker has woken. */
    void wakeUp() {
        if (dozing) {
            dozing = false;
            LockSupport.unpark(thread);
        }
    }

    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    private void look() {
        quiet = scheduler.idle.areAllAsleep() ? quiet + 1 : 0;
        for (int i = 0; i < polls.length; i++) {
            Worker worker = scheduler.worker(i);
            WorkerContext context = worker.context();
            Task task = context == null ? null : context.task();
            long polled = worker.stats.polls();
            if (polled != polls[i] || (task == null && !worker.isFree())) {
                polls[i] = polled;
                looks[i] = 0;
                reported[i] = false;
                continue;
            }
            rescue(worker);
            if (task != null) {
                looks[i]++;
                report(i, worker, task);
            }
        }
    }

    /** The worker has been in one poll, or without a thread, for a whole period. */
    private void rescue(Worker stuck) {
        Task next = stuck.lifo.take();
        if (next != null) {
            scheduler.requeue(next);
        }
        if (scheduler.hasWork()) {
            scheduler.notifyOne();
        }
        if (stuck.wheel != null) {
            stuck.wheel.advanceFor(clock.nanos());
        }
        if (!scheduler.io().isTaken()) {
            scheduler.wakeSleeper(); // it finds nothing and goes to sleep in the reactor
            Reactor reactor = scheduler.io().tryTake();
            if (reactor != null) {
                try {
                    Parker.glance(reactor);
                } finally {
                    scheduler.io().giveBack();
                }
                // Whoever fell asleep meanwhile could not take it, be it the one woken or all.
                scheduler.wakeSleeper();
            }
        }
    }

    private void report(int index, Worker worker, Task task) {
        long stuck = looks[index] * PERIOD;
        long now = clock.nanos();
        Thread guilty = worker.thread();
        if (stuck < stuckNanos
                || reported[index]
                || guilty == null
                || now - lastReport < REPORT_EVERY) {
            return;
        }
        reported[index] = true;
        lastReport = now;
        onStuck.stuck(guilty, describe(task), stuck, guilty.getStackTrace());
    }

    private static String describe(Task task) {
        Object future = task.payload();
        StackTraceElement await = Sites.lastAwait(future);
        return Sites.of(future) + (await == null ? "" : ", last awaited at " + await);
    }
}
