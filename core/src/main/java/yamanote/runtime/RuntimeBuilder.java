package yamanote.runtime;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import yamanote.internal.runtime.RuntimeCore;
import yamanote.internal.runtime.RuntimeOptions;

/**
 * The settings of a runtime to be built. Every method checks its argument at once and returns this
 * builder. Mirrors {@code tokio::runtime::Builder}; I/O and time are on unless switched off.
 */
public final class RuntimeBuilder {
    private String name = "yamanote";
    private boolean io = true;
    private boolean time = true;
    private boolean startPaused;
    private int eventInterval = 61;
    private int globalQueueInterval = 31;
    private @Nullable Long seed;
    private int maxBlockingThreads = 512;
    private Duration keepAlive = Duration.ofSeconds(10);
    private @Nullable ThreadFactory threadFactory;
    private @Nullable Runnable onThreadStart;
    private @Nullable Runnable onThreadStop;
    private @Nullable Runnable onThreadPark;
    private @Nullable Runnable onThreadUnpark;
    private Duration shutdownTimeout = Duration.ofSeconds(10);
    private BiConsumer<String, Throwable> onUnhandledFailure = RuntimeBuilder::log;

    RuntimeBuilder() {}

    /** The runtime's name: in its threads' names and in messages. Default "yamanote". */
    public RuntimeBuilder name(String name) {
        if (name.isBlank() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a runtime's name must not be blank");
        }
        this.name = name;
        return this;
    }

    /** Whether sockets work. Default true; the I/O driver is opened by its first user. */
    public RuntimeBuilder io(boolean enabled) {
        io = enabled;
        return this;
    }

    /** Whether timers work. Default true. */
    public RuntimeBuilder time(boolean enabled) {
        time = enabled;
        return this;
    }

    /**
     * Whether the clock stands still from the start, for tests: when nothing can run it jumps to
     * the next timer. Default false.
     */
    public RuntimeBuilder startPaused(boolean paused) {
        startPaused = paused;
        return this;
    }

    /** Looks at I/O and timers after at most so many polls. Default 61. */
    public RuntimeBuilder eventInterval(int polls) {
        eventInterval = positive("eventInterval", polls);
        return this;
    }

    /** Looks at the global queue first after so many polls. Default 31. */
    public RuntimeBuilder globalQueueInterval(int polls) {
        globalQueueInterval = positive("globalQueueInterval", polls);
        return this;
    }

    /** The seed of the runtime's random source. Default: another one each time. */
    public RuntimeBuilder randomSeed(long seed) {
        this.seed = seed;
        return this;
    }

    /** At most so many threads for blocking jobs; further jobs wait. Default 512. */
    public RuntimeBuilder maxBlockingThreads(int threads) {
        maxBlockingThreads = positive("maxBlockingThreads", threads);
        return this;
    }

    /** How long a thread for blocking jobs waits for the next one. Default 10 s. */
    public RuntimeBuilder threadKeepAlive(Duration time) {
        keepAlive = notNegative("threadKeepAlive", time);
        return this;
    }

    /** Makes the runtime's threads. Default: named daemon platform threads. */
    public RuntimeBuilder threadFactory(ThreadFactory factory) {
        threadFactory = Objects.requireNonNull(factory, "factory");
        return this;
    }

    /** Run first on every thread that the runtime starts. */
    public RuntimeBuilder onThreadStart(Runnable hook) {
        onThreadStart = Objects.requireNonNull(hook, "hook");
        return this;
    }

    /** Run last on every thread that the runtime has started. */
    public RuntimeBuilder onThreadStop(Runnable hook) {
        onThreadStop = Objects.requireNonNull(hook, "hook");
        return this;
    }

    /** Run before a thread that runs tasks goes to sleep; may spawn and wake. */
    public RuntimeBuilder onThreadPark(Runnable hook) {
        onThreadPark = Objects.requireNonNull(hook, "hook");
        return this;
    }

    /** Run after such a thread has slept. */
    public RuntimeBuilder onThreadUnpark(Runnable hook) {
        onThreadUnpark = Objects.requireNonNull(hook, "hook");
        return this;
    }

    /** How long {@link AsyncRuntime#close()} waits for what still runs. Default 10 s. */
    public RuntimeBuilder shutdownTimeout(Duration time) {
        shutdownTimeout = notNegative("shutdownTimeout", time);
        return this;
    }

    /**
     * Takes what a task threw if nobody can read it any more, and what clean-ups threw that no
     * handle stands for; with the place in the source. Called on a thread of the runtime; must not
     * block. Default: logged to {@code System.Logger} "yamanote".
     */
    public RuntimeBuilder onUnhandledFailure(BiConsumer<String, Throwable> handler) {
        onUnhandledFailure = Objects.requireNonNull(handler, "handler");
        return this;
    }

    /** The runtime. */
    public AsyncRuntime build() {
        return new AsyncRuntime(
                new RuntimeCore(
                        new RuntimeOptions(
                                name,
                                io,
                                time,
                                startPaused,
                                eventInterval,
                                globalQueueInterval,
                                seed,
                                maxBlockingThreads,
                                nanos(keepAlive),
                                threadFactory == null ? daemons(name) : threadFactory,
                                onThreadStart,
                                onThreadStop,
                                onThreadPark,
                                onThreadUnpark,
                                nanos(shutdownTimeout),
                                onUnhandledFailure)));
    }

    private static int positive(String what, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(what + " must be positive: " + value);
        }
        return value;
    }

    private static Duration notNegative(String what, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(what + " must not be negative: " + value);
        }
        return value;
    }

    private static long nanos(Duration duration) {
        return duration.toSeconds() > Long.MAX_VALUE / 2_000_000_000
                ? Long.MAX_VALUE
                : duration.toNanos();
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return loop ->
                Thread.ofPlatform()
                        .daemon()
                        .name(name + "-blocking-" + number.getAndIncrement())
                        .unstarted(loop);
    }

    private static void log(String site, Throwable failure) {
        System.getLogger("yamanote").log(Level.WARNING, "unhandled failure in " + site, failure);
    }
}
