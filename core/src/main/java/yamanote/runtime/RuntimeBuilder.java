package yamanote.runtime;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import yamanote.internal.runtime.RuntimeCore;
import yamanote.internal.runtime.RuntimeKind;
import yamanote.internal.runtime.RuntimeOptions;
import yamanote.internal.scheduler.SchedulerConfig;
import yamanote.internal.scheduler.TaskHooks;
import yamanote.internal.task.Task;
import yamanote.internal.util.RuntimeThread;

/**
 * The settings of a runtime to be built. Every method checks its argument at once and returns this
 * builder. Mirrors {@code tokio::runtime::Builder}; I/O and time are on unless switched off.
 */
public final class RuntimeBuilder {
    private static final int DEFAULT_EVENT_INTERVAL = 61;
    private static final int CURRENT_THREAD_GLOBAL_INTERVAL = 31;

    private RuntimeKind kind;
    private String name = "yamanote";
    private boolean io = true;
    private DriverChoice driver = DriverChoice.AUTO;
    private boolean time = true;
    private boolean startPaused;
    private int eventInterval = DEFAULT_EVENT_INTERVAL;
    private int globalQueueInterval;
    private boolean lifoSlot = true;
    private Duration spinCeiling = Duration.ofNanos(50_000);
    private Duration stuckThreshold = Duration.ofMillis(500);
    private Consumer<StuckWorker> onStuckWorker = RuntimeBuilder::log;
    private @Nullable Long seed;
    private int maxBlockingThreads = 512;
    private Duration keepAlive = Duration.ofSeconds(10);
    private @Nullable ThreadFactory threadFactory;
    private long threadStackSize;
    private @Nullable Runnable onThreadStart;
    private @Nullable Runnable onThreadStop;
    private @Nullable Runnable onThreadPark;
    private @Nullable Runnable onThreadUnpark;
    private @Nullable Consumer<TaskMeta> onTaskSpawn;
    private @Nullable Consumer<TaskMeta> onTaskTerminate;
    private @Nullable Consumer<TaskMeta> onBeforeTaskPoll;
    private @Nullable Consumer<TaskMeta> onAfterTaskPoll;
    private Duration shutdownTimeout = Duration.ofSeconds(10);
    private BiConsumer<String, Throwable> onUnhandledFailure = RuntimeBuilder::log;

    RuntimeBuilder(RuntimeKind kind) {
        this.kind = kind;
    }

    /**
     * How many threads run tasks. Default: as many as the JVM has processors. Only for {@link
     * AsyncRuntime#multiThread()}; more than there are processors costs more than it brings.
     */
    public RuntimeBuilder workerThreads(int threads) {
        if (!(kind instanceof RuntimeKind.MultiThread)) {
            throw new IllegalStateException(
                    "workerThreads is for AsyncRuntime.multiThread(); this runtime's tasks run "
                            + (kind instanceof RuntimeKind.CurrentThread
                                    ? "on the thread inside blockOn"
                                    : "on the executor that was given"));
        }
        kind = new RuntimeKind.MultiThread(positive("workerThreads", threads));
        return this;
    }

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

    /**
     * What waits for sockets. Default {@link DriverChoice#AUTO}: epoll where it can be used, else
     * NIO. If epoll is asked for and cannot be used, {@link #build} throws.
     */
    public RuntimeBuilder driver(DriverChoice choice) {
        driver = Objects.requireNonNull(choice, "choice");
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

    /**
     * Looks at the global queue first after so many polls. Default: on a multi-thread runtime tuned
     * by itself, so that it happens about every 200 µs, else 31.
     */
    public RuntimeBuilder globalQueueInterval(int polls) {
        globalQueueInterval = positive("globalQueueInterval", polls);
        return this;
    }

    /**
     * Whether a worker runs next what the running task has woken or spawned last, up to three times
     * in a row. Default true; for multi-thread runtimes.
     */
    public RuntimeBuilder lifoSlot(boolean enabled) {
        lifoSlot = enabled;
        return this;
    }

    /**
     * How long a worker or a thread in blockOn spins at most before it sleeps; it does so only as
     * long as that has paid lately. Default 50 µs, about what waking a core costs on a virtual
     * machine; zero: never. For multi-thread runtimes.
     */
    public RuntimeBuilder spinCeiling(Duration time) {
        spinCeiling = notNegative("spinCeiling", time);
        return this;
    }

    /**
     * Polls that take longer are reported, once a second at most. What waits behind such a poll is
     * run by others much earlier. Default 500 ms; zero: no watchdog at all. For multi-thread
     * runtimes.
     */
    public RuntimeBuilder stuckThreshold(Duration time) {
        stuckThreshold = notNegative("stuckThreshold", time);
        return this;
    }

    /** Takes the reports of stuck workers; must not block. Default: logged as a warning. */
    public RuntimeBuilder onStuckWorker(Consumer<StuckWorker> handler) {
        onStuckWorker = Objects.requireNonNull(handler, "handler");
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

    /** The stack size of the runtime's threads in bytes. Default: the JVM's. */
    public RuntimeBuilder threadStackSize(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("threadStackSize must be positive: " + bytes);
        }
        threadStackSize = bytes;
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

    /** Run after such a thread has slept, or has found that the hook before made work. */
    public RuntimeBuilder onThreadUnpark(Runnable hook) {
        onThreadUnpark = Objects.requireNonNull(hook, "hook");
        return this;
    }

    /** Run once for each task when it is spawned, on the spawning thread; must not block. */
    public RuntimeBuilder onTaskSpawn(Consumer<TaskMeta> hook) {
        onTaskSpawn = Objects.requireNonNull(hook, "hook");
        return this;
    }

    /** Run once for each task when it has ended, in whatever way; must not block. */
    public RuntimeBuilder onTaskTerminate(Consumer<TaskMeta> hook) {
        onTaskTerminate = Objects.requireNonNull(hook, "hook");
        return this;
    }

    /** Run before each poll of a task, on its thread; must not block. */
    public RuntimeBuilder onBeforeTaskPoll(Consumer<TaskMeta> hook) {
        onBeforeTaskPoll = Objects.requireNonNull(hook, "hook");
        return this;
    }

    /** Run after each poll of a task, on its thread; must not block. */
    public RuntimeBuilder onAfterTaskPoll(Consumer<TaskMeta> hook) {
        onAfterTaskPoll = Objects.requireNonNull(hook, "hook");
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

    /**
     * The runtime.
     *
     * @throws IllegalStateException if settings contradict each other, or {@link
     *     DriverChoice#EPOLL} was chosen where it cannot be used
     */
    public AsyncRuntime build() {
        if (startPaused && !(kind instanceof RuntimeKind.CurrentThread)) {
            throw new IllegalStateException(
                    "a paused clock needs a runtime with one thread: build it with"
                            + " AsyncRuntime.currentThread()");
        }
        return new AsyncRuntime(
                new RuntimeCore(
                        new RuntimeOptions(
                                kind,
                                name,
                                startPaused,
                                schedulerConfig(),
                                seed,
                                maxBlockingThreads,
                                nanos(keepAlive),
                                threads(),
                                onThreadStart,
                                onThreadStop,
                                nanos(shutdownTimeout),
                                onUnhandledFailure)));
    }

    private SchedulerConfig schedulerConfig() {
        int global = globalQueueInterval;
        if (global == 0 && kind instanceof RuntimeKind.CurrentThread) {
            global = CURRENT_THREAD_GLOBAL_INTERVAL;
        }
        Consumer<StuckWorker> stuck = onStuckWorker;
        return new SchedulerConfig(
                io ? driver.factory() : null,
                time,
                eventInterval,
                global,
                lifoSlot,
                nanos(spinCeiling),
                nanos(stuckThreshold),
                (thread, task, length, stack) ->
                        stuck.accept(
                                new StuckWorker(
                                        thread, task, Duration.ofNanos(length), List.of(stack))),
                onThreadPark,
                onThreadUnpark,
                hooks());
    }

    private @Nullable TaskHooks hooks() {
        return onTaskSpawn == null
                        && onTaskTerminate == null
                        && onBeforeTaskPoll == null
                        && onAfterTaskPoll == null
                ? null
                : new TaskHooks(
                        onMeta(onTaskSpawn),
                        onMeta(onTaskTerminate),
                        onMeta(onBeforeTaskPoll),
                        onMeta(onAfterTaskPoll));
    }

    private static @Nullable Consumer<Task> onMeta(@Nullable Consumer<TaskMeta> hook) {
        return hook == null ? null : task -> hook.accept(new TaskMeta(task));
    }

    private BiFunction<String, Runnable, Thread> threads() {
        ThreadFactory factory = threadFactory;
        if (factory != null) {
            return (_, loop) -> factory.newThread(loop);
        }
        AtomicInteger number = new AtomicInteger();
        long stackSize = threadStackSize;
        return (name, loop) ->
                new RuntimeThread(
                        name.endsWith("-blocking") ? name + "-" + number.getAndIncrement() : name,
                        stackSize,
                        loop);
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

    private static void log(StuckWorker stuck) {
        System.getLogger("yamanote").log(Level.WARNING, stuck.toString());
    }

    private static void log(String site, Throwable failure) {
        System.getLogger("yamanote").log(Level.WARNING, "unhandled failure in " + site, failure);
    }
}
