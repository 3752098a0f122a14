package yamanote.internal.runtime;

import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import yamanote.internal.scheduler.SchedulerConfig;

/**
 * The settings of one runtime, as its builder has checked them.
 *
 * @param kind which scheduler, with how many workers
 * @param name for threads and messages
 * @param startPaused whether the clock stands still from the start
 * @param scheduler the scheduler's own
 * @param seed of the random source, or null for one from the system
 * @param maxBlockingThreads see {@code BlockingConfig}
 * @param keepAliveNanos see {@code BlockingConfig}
 * @param threads makes the runtime's threads: from a role, for the name, and what they run
 * @param onThreadStart run first on each of them
 * @param onThreadStop run last on each of them
 * @param shutdownNanos how long close() waits
 * @param onUnhandledFailure takes the site and the failure of a task that nobody reads
 */
public record RuntimeOptions(
        RuntimeKind kind,
        String name,
        boolean startPaused,
        SchedulerConfig scheduler,
        @Nullable Long seed,
        int maxBlockingThreads,
        long keepAliveNanos,
        BiFunction<String, Runnable, Thread> threads,
        @Nullable Runnable onThreadStart,
        @Nullable Runnable onThreadStop,
        long shutdownNanos,
        BiConsumer<String, Throwable> onUnhandledFailure) {}
