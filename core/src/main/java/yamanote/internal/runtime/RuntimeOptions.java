package yamanote.internal.runtime;

import java.util.concurrent.ThreadFactory;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one runtime, as its builder has checked them.
 *
 * @param name for threads and messages
 * @param io whether there is a reactor
 * @param time whether there are timers
 * @param startPaused whether the clock stands still from the start
 * @param eventInterval see {@code SchedulerConfig}
 * @param globalQueueInterval see {@code SchedulerConfig}
 * @param seed of the random source, or null for one from the system
 * @param maxBlockingThreads see {@code BlockingConfig}
 * @param keepAliveNanos see {@code BlockingConfig}
 * @param threads makes the runtime's threads
 * @param onThreadStart run first on each of them
 * @param onThreadStop run last on each of them
 * @param onPark see {@code SchedulerConfig}
 * @param onUnpark see {@code SchedulerConfig}
 * @param shutdownNanos how long close() waits
 * @param onUnhandledFailure takes the site and the failure of a task that nobody reads
 */
public record RuntimeOptions(
        String name,
        boolean io,
        boolean time,
        boolean startPaused,
        int eventInterval,
        int globalQueueInterval,
        @Nullable Long seed,
        int maxBlockingThreads,
        long keepAliveNanos,
        ThreadFactory threads,
        @Nullable Runnable onThreadStart,
        @Nullable Runnable onThreadStop,
        @Nullable Runnable onPark,
        @Nullable Runnable onUnpark,
        long shutdownNanos,
        BiConsumer<String, Throwable> onUnhandledFailure) {}
