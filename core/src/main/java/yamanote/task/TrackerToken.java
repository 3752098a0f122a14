package yamanote.task;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** See {@link TaskTracker#token()}. */
final class TrackerToken implements TaskTracker.Token {
    private final AtomicReference<@Nullable TaskCount> tasks;

    TrackerToken(TaskCount tasks) {
        this.tasks = new AtomicReference<>(tasks);
    }

    @Override
    public void close() {
        TaskCount counted = tasks.getAndSet(null);
        if (counted != null) {
            counted.left();
        }
    }
}
