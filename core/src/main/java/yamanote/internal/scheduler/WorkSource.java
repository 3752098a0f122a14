package yamanote.internal.scheduler;

import org.jspecify.annotations.Nullable;
import yamanote.internal.task.Task;
import yamanote.internal.util.FastRandom;

/** How a worker gets tasks that are not its own: from the global queue and from other workers. */
final class WorkSource {
    /** At most so many tasks are taken from the global queue at a time. */
    private static final int GLOBAL_BATCH = LocalQueue.CAPACITY / 2;

    private final int index;
    private final LocalQueue queue;
    private final MultiThreadScheduler scheduler;
    private final GlobalQueue global;
    private final WorkerStats stats;
    private final FastRandom random;

    /** For the worker number {@code index}, whose queue is {@code queue}. */
    WorkSource(int index, LocalQueue queue, MultiThreadScheduler scheduler, Services services) {
        this.index = index;
        this.queue = queue;
        this.scheduler = scheduler;
        this.global = scheduler.global;
        this.stats = scheduler.stats().worker(index);
        this.random = new FastRandom(services.seeds().next());
    }

    /** A fair share of the global queue: one task to be run, the others queued here. */
    @Nullable Task takeGlobal() {
        if (global.isEmpty() || !global.tryConsume()) {
            return null;
        }
        try {
            Task first = global.pop();
            int share = Math.min(global.depth() / scheduler.workers(), GLOBAL_BATCH);
            for (int room = Math.min(share, queue.room()); room > 0; room--) {
                Task task = global.pop();
                if (task == null) {
                    break;
                }
                queue.push(task, global);
            }
            return first;
        } finally {
            global.endConsume();
        }
    }

    /**
     * Half of another worker's queue, one of it to be run: the first that is longer than {@code
     * least}, beginning with a random one.
     */
    @Nullable Task steal(int least) {
        int workers = scheduler.workers();
        int start = random.next(workers);
        for (int i = 0; i < workers; i++) {
            int victim = start + i < workers ? start + i : start + i - workers;
            if (victim == index) {
                continue;
            }
            LocalQueue from = scheduler.worker(victim).queue;
            Task task = from.size() > least ? from.stealInto(queue) : null;
            if (task != null) {
                stats.stolen.add(1 + queue.size());
                return task;
            }
        }
        return null;
    }
}
