package yamanote.internal.scheduler;

import java.util.List;
import yamanote.internal.executor.TaskExecutor;
import yamanote.internal.task.Task;
import yamanote.internal.timer.TimeSource;
import yamanote.internal.util.Ambient;
import yamanote.internal.util.Spin;

/**
 * blockOn of a scheduler whose tasks run on threads of their own: the caller polls its root when
 * that was woken, and otherwise spins for a moment or sleeps.
 */
final class RootPoller {
    private final Services services;
    private final TimeSource clock;
    private final Spin spin;
    private final Roots inside = new Roots();

    RootPoller(Services services, long spinNanos) {
        this.services = services;
        this.clock = services.time();
        this.spin = new Spin(clock::nanos, spinNanos);
    }

    /** Polls {@code root} on its thread until it has ended; {@code left} is run at the end. */
    Task run(Root root, Runnable left) throws InterruptedException {
        inside.enter(root);
        WorkerContext context = new WorkerContext(services);
        Object outside = Ambient.swap(context);
        try {
            root.checkInterrupt();
            while (true) {
                if (root.takeReady()) {
                    TaskExecutor.run(root.task, context);
                    if (root.task.isComplete()) {
                        break;
                    }
                } else {
                    await(root);
                }
                root.checkInterrupt();
            }
        } finally {
            Ambient.swap(outside);
            inside.leave(root);
            left.run();
        }
        root.rethrowInterrupt();
        return root.task;
    }

    private void await(Root root) {
        if (!spin.isOn()) {
            root.sleep();
            return;
        }
        long start = clock.nanos();
        long limit = spin.limit();
        if (limit <= 0 || !spin.until(root.isReady, start, limit)) {
            root.sleep();
        }
        spin.waited(clock.nanos() - start);
    }

    /** Lets nobody in any more and cancels those inside. */
    void close() {
        inside.close();
    }

    boolean isEmpty() {
        return inside.isEmpty();
    }

    void name(List<String> survivors) {
        inside.name(survivors);
    }
}
