package yamanote.internal.scheduler;

import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.Poller;

/**
 * The settings of a scheduler.
 *
 * @param io opens what the reactor stands on; null: there is no reactor
 * @param time whether there are timers
 * @param eventInterval at most so many polls between two looks at I/O and timers
 * @param globalQueueInterval every so many polls the global queue comes first; 0: self-tuned
 * @param lifo whether a worker runs next what the running task has woken last
 * @param spinNanos how long a thread may spin before it sleeps, at most
 * @param stuckNanos a poll of that length is reported; 0: nobody watches
 * @param onStuck takes the report
 * @param onPark run before the thread goes to sleep; may spawn and wake
 * @param onUnpark run after it has slept, or need not sleep for what onPark did
 * @param hooks run around tasks
 */
public record SchedulerConfig(
        Poller.@Nullable Factory io,
        boolean time,
        int eventInterval,
        int globalQueueInterval,
        boolean lifo,
        long spinNanos,
        long stuckNanos,
        StuckHandler onStuck,
        @Nullable Runnable onPark,
        @Nullable Runnable onUnpark,
        @Nullable TaskHooks hooks) {}
