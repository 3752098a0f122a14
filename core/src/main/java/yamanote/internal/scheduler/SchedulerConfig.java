package yamanote.internal.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * The settings of a scheduler.
 *
 * @param eventInterval at most so many polls between two looks at I/O and timers
 * @param globalQueueInterval every so many polls the global queue comes first
 * @param onPark run before the thread goes to sleep; may spawn and wake
 * @param onUnpark run after it has slept
 */
public record SchedulerConfig(
        int eventInterval,
        int globalQueueInterval,
        @Nullable Runnable onPark,
        @Nullable Runnable onUnpark) {}
