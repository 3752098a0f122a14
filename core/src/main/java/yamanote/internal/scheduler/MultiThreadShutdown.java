package yamanote.internal.scheduler;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import yamanote.internal.task.Task;
import yamanote.internal.util.Ambient;
import yamanote.internal.util.Deadline;

/**
 * The end of a multi-thread scheduler. In step 3 each worker leaves its loop after its present
 * poll; one that comes too late for the sweep sweeps again.
 */
final class MultiThreadShutdown extends Shutdown {
    private final MultiThreadScheduler scheduler;
    private final Services services;
    private final AtomicInteger running;

    private volatile boolean stopped;
    private volatile boolean swept;

    MultiThreadShutdown(MultiThreadScheduler scheduler, Services services, RootPoller roots) {
        super(scheduler.owned, scheduler.stats(), roots);
        this.scheduler = scheduler;
        this.services = services;
        this.running = new AtomicInteger(scheduler.threads());
    }

    boolean isStopped() {
        return stopped;
    }

    /** A worker or the watchdog has left its loop, on its thread. */
    void threadEnded() {
        running.decrementAndGet();
        ended();
        if (swept) {
            sweep(null);
        }
    }

    void await(Deadline deadline, List<String> survivors) {
        awaitTasks(deadline, survivors);
        stop();
        while (running.get() > 0 && !deadline.hasPassed()) {
            look(deadline);
        }
        for (int i = 0; i < scheduler.workers(); i++) {
            nameFirstPoll(scheduler.worker(i).context(), survivors);
        }
        swept = true; // then the queues; a thread ends, then looks at `swept`
        sweep(survivors);
    }

    private void stop() {
        stopped = true;
        scheduler.stopWatchdog();
        for (int i = 0; i < scheduler.workers(); i++) {
            Worker worker = scheduler.worker(i);
            if (worker.claim()) {
                running.decrementAndGet(); // nobody ran it: its thread blocks in place
            } else {
                worker.parker.unpark();
            }
        }
    }

    private synchronized void sweep(@Nullable List<String> survivors) {
        WorkerContext context = new WorkerContext(services);
        Object outside = Ambient.swap(context);
        try {
            for (int i = 0; i < scheduler.workers(); i++) {
                endQueued(scheduler.worker(i), survivors, context);
            }
            endQueued(scheduler.global, survivors, context);
            endOwned(survivors, context);
            closeDriver();
        } finally {
            Ambient.swap(outside);
        }
    }

    private void endQueued(Worker worker, @Nullable List<String> survivors, WorkerContext context) {
        end(worker.lifo.take(), survivors, context);
        LocalQueue loot = new LocalQueue();
        for (Task task = worker.queue.stealInto(loot);
                task != null;
                task = worker.queue.stealInto(loot)) {
            end(task, survivors, context);
            for (Task next = loot.pop(); next != null; next = loot.pop()) {
                end(next, survivors, context);
            }
        }
    }

    private void closeDriver() {
        for (int i = 0; i < scheduler.workers(); i++) {
            Worker worker = scheduler.worker(i);
            if (worker.wheel != null) {
                worker.wheel.closeFor(); // refused by a waker that is stuck: its thread comes here
            }
        }
        scheduler.io().close();
    }
}
