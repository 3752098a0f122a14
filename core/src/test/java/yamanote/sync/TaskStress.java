package yamanote.sync;

import static yamanote.Async.async;
import static yamanote.Async.joinAll;
import static yamanote.Async.select;
import static yamanote.Async.spawn;
import static yamanote.Async.yieldNow;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import yamanote.Stress;
import yamanote.future.Future;
import yamanote.future.Select2;
import yamanote.task.JoinHandle;

/** Many operations, shared by tasks that cancel now and then; a lost wake hangs them. */
final class TaskStress {
    static final int TASKS = 8;

    /** Operations of each task. */
    static final int EACH = Stress.OPERATIONS / TASKS;

    private TaskStress() {}

    static void run(Flavour flavour, IntFunction<Future<?>> task) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                List<JoinHandle<?>> tasks = new ArrayList<>();
                for (int i = 0; i < TASKS; i++) {
                    tasks.add(spawn(task.apply(i)));
                }
                joinAll(tasks).await();
            });
        }
    }

    /** What {@code future} gives; or null, for one in eight is cancelled if it has to wait. */
    static <T> Future<@Nullable T> maybe(Future<T> future, SplittableRandom random) {
        return async(() -> {
            if (random.nextInt(8) != 0) {
                return future.await();
            }
            return select(future, yieldNow()).await() instanceof Select2.First<?, ?> first
                    ? cast(first)
                    : null;
        });
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Select2.First<?, ?> first) {
        return (T) first.value();
    }
}
