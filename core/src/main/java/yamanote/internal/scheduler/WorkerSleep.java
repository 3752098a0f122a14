package yamanote.internal.scheduler;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.timer.TimeSource;
import yamanote.internal.timer.TimerWheel;
import yamanote.internal.util.Spin;

/**
 * What a worker does that has found nothing to run: spins for a moment if that has paid lately,
 * then sleeps until its next timer, in the reactor if nobody else does. Owner-only.
 *
 * <p>The order is what keeps a task from being left behind (see {@link IdleWorkers}): the worker
 * announces that it sleeps, then looks at the queues again if nobody else searches, then waits on
 * its {@link Parker}, which does not wait if it was unparked since the announcement.
 */
final class WorkerSleep {
    private final Worker worker;
    private final MultiThreadScheduler scheduler;
    private final TimeSource clock;
    private final @Nullable Runnable onPark;
    private final @Nullable Runnable onUnpark;
    private final Spin spin;
    private final BooleanSupplier done;
    private final Linger linger = new Linger();

    /** The polls at the last wake by another worker, to see whether it was for nothing. */
    private long wokenAt = -1;

    WorkerSleep(
            Worker worker,
            MultiThreadScheduler scheduler,
            Services services,
            SchedulerConfig config) {
        this.worker = worker;
        this.scheduler = scheduler;
        this.clock = services.time();
        this.onPark = config.onPark();
        this.onUnpark = config.onUnpark();
        this.spin = new Spin(clock::nanos, config.spinNanos());
        this.done = () -> scheduler.hasWork() || scheduler.isStopped();
    }

    void sleep() {
        long start = clock.nanos();
        worker.measure(start);
        long until = worker.wheel == null ? TimerWheel.NONE : worker.wheel.nextDeadline();
        if (until <= start) {
            fire();
            return;
        }
        boolean dry = wokenAt == worker.stats.polls();
        boolean lingers = wokenAt >= 0 && afterWake(dry, start);
        wokenAt = -1;
        if ((lingers && linger(until)) || (!dry && spin(start, until))) {
            return;
        }
        if (onPark != null) {
            onPark.run();
            if (worker.hasOwnWork()) {
                unparked();
                return;
            }
        }
        park(until);
        long now = clock.nanos();
        if (!dry) {
            spin.waited(now - start);
        }
        worker.measureFrom(now);
        scheduler.drainUnread();
        unparked();
    }

    private void unparked() {
        if (onUnpark != null) {
            onUnpark.run();
        }
    }

    /** What has become of the last wake by another worker; true if this one shall linger. */
    private boolean afterWake(boolean dry, long now) {
        if (!dry) {
            linger.useful();
            return false;
        }
        worker.stats.dry.increment();
        return linger.dry(now) && scheduler.workers() > 1;
    }

    /** True: it shall search again, for work was seen or for a last time. */
    private boolean linger(long until) {
        if (!scheduler.io().isTaken()) {
            return false; // somebody has to sleep in the reactor
        }
        boolean last = worker.searching && scheduler.idle.stopSearching(worker.index);
        worker.searching = false;
        boolean work = last && scheduler.hasWork();
        long polls = scheduler.stats().polls();
        for (int quiet = 0; quiet < Linger.QUIET_LOOKS && !work; quiet++) {
            long left = until - clock.nanos();
            worker.parker.park(null, Math.max(1, Math.min(left, Linger.LOOK_NANOS)));
            work = scheduler.hasWork();
            if (left <= Linger.LOOK_NANOS
                    || scheduler.isStopped()
                    || (worker.wheel != null && worker.wheel.nextDeadline() < until)) {
                break; // the last: somebody else has armed a timer here
            }
            long now = scheduler.stats().polls();
            if (now != polls) {
                polls = now;
                quiet = -1;
            }
        }
        wokenAt = work ? worker.stats.polls() : -1;
        return true;
    }

    /** True: there is work to be found. Only one worker spins, and not if it could serve I/O. */
    private boolean spin(long start, long until) {
        long limit = Math.min(spin.limit(), until - start);
        if (limit <= 0
                || !worker.searching
                || scheduler.idle.othersSearch(worker.index)
                || !scheduler.io().isTaken()) {
            return false;
        }
        boolean found = spin.until(done, start, limit);
        if (found) {
            spin.waited(0);
        }
        return found;
    }

    private void park(long until) {
        boolean last = scheduler.idle.fallAsleep(worker.index, worker.searching);
        worker.searching = false;
        if (last && scheduler.hasWork()) {
            scheduler.notifyOne();
        }
        worker.stats.parks.increment();
        worker.turning = true;
        Reactor reactor = scheduler.io().tryTake();
        try {
            long wait = until == TimerWheel.NONE ? Long.MAX_VALUE : until - clock.nanos();
            worker.parker.park(reactor, Math.max(1, wait));
        } finally {
            if (reactor != null) {
                scheduler.io().giveBack();
            }
            worker.searching = scheduler.idle.wakeUp(worker.index);
            worker.stats.unparks.increment();
        }
        wokenAt = worker.searching ? worker.stats.polls() : -1;
        scheduler.workerAwake();
        fire();
    }

    /** Timers, and then others are told if more is queued than this worker runs next. */
    private void fire() {
        worker.turning = true;
        try {
            worker.fireTimers();
        } finally {
            worker.turning = false;
        }
        if (!worker.searching && worker.queue.size() > 1) {
            scheduler.notifyOne();
        }
    }
}
