package yamanote.runtime;

import java.time.Duration;
import java.util.List;

/**
 * A worker that is busy with one poll of one task for too long: the task blocks, or computes
 * without an await. Other tasks, I/O and timers go on if there is another worker.
 *
 * @param thread the worker's thread
 * @param task where the task's body stands in the source, and the await that it has passed last
 * @param duration for how long, at least
 * @param stack what the thread was doing when this was noticed
 */
public record StuckWorker(
        Thread thread, String task, Duration duration, List<StackTraceElement> stack) {
    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder(thread.getName())
                        .append(" has been in one poll for ")
                        .append(duration.toMillis())
                        .append(" ms, of the task ")
                        .append(task)
                        .append("; use spawnBlocking or blockInPlace for code that blocks");
        for (StackTraceElement frame : stack) {
            text.append("\n\tat ").append(frame);
        }
        return text.toString();
    }
}
