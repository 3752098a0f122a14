package yamanote.test;

import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.RuntimeBuilder;

/**
 * How a test runs. Immutable: each method gives changed settings. At first: one thread, the real
 * clock, a new seed each time, 30 seconds, and nothing may be left behind.
 */
public final class TestSettings {
    /** The settings of the surrounding {@link AsyncTest}; bound while a test of it runs. */
    static final ScopedValue<TestSettings> SCOPE = ScopedValue.newInstance();

    private static final String SEED = "yamanote.test.seed";

    private static final TestSettings INITIAL =
            new TestSettings(0, false, null, Duration.ofSeconds(30), false, Duration.ofSeconds(1));

    private final int workers;
    private final boolean paused;
    private final @Nullable Long seed;
    private final Duration timeout;
    private final boolean leaksAllowed;

    /** How long what should have ended may still take. */
    private final Duration patience;

    private TestSettings(
            int workers,
            boolean paused,
            @Nullable Long seed,
            Duration timeout,
            boolean leaksAllowed,
            Duration patience) {
        this.workers = workers;
        this.paused = paused;
        this.seed = seed;
        this.timeout = timeout;
        this.leaksAllowed = leaksAllowed;
        this.patience = patience;
    }

    static TestSettings inScope() {
        return SCOPE.orElse(INITIAL);
    }

    /** With {@code annotation} for what the test does not say itself. */
    static TestSettings of(AsyncTest annotation) {
        TestSettings settings =
                INITIAL.paused(annotation.paused())
                        .timeout(
                                Duration.of(
                                        annotation.timeout(), annotation.unit().toChronoUnit()));
        if (annotation.workers() != 0) {
            settings = settings.workers(annotation.workers());
        }
        if (annotation.seed() != AsyncTest.NEW_SEED) {
            settings = settings.seed(annotation.seed());
        }
        return annotation.allowLeaks() ? settings.allowLeaks() : settings;
    }

    /** On the calling thread alone, with {@link AsyncRuntime#currentThread()}. */
    public TestSettings currentThread() {
        return new TestSettings(0, paused, seed, timeout, leaksAllowed, patience);
    }

    /**
     * Tasks run on so many workers, with {@link AsyncRuntime#multiThread()}; the body itself stays
     * on the calling thread.
     *
     * @throws IllegalArgumentException if there is not one
     */
    public TestSettings workers(int count) {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "a test needs at least one worker, was " + count + ": or use currentThread()");
        }
        return new TestSettings(count, paused, seed, timeout, leaksAllowed, patience);
    }

    /** The clock stands still, and jumps to the next timer when nothing can run. */
    public TestSettings paused() {
        return paused(true);
    }

    /** {@link #paused()} or not; only on one thread. */
    public TestSettings paused(boolean paused) {
        return new TestSettings(workers, paused, seed, timeout, leaksAllowed, patience);
    }

    /** The seed of the runtime's random source. */
    public TestSettings seed(long seed) {
        return new TestSettings(workers, paused, seed, timeout, leaksAllowed, patience);
    }

    /**
     * How long the body may take, by the real clock; zero: for ever.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public TestSettings timeout(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("a timeout must not be negative: " + timeout);
        }
        return new TestSettings(workers, paused, seed, timeout, leaksAllowed, patience);
    }

    /** What still runs at the end is cancelled, as by {@code close()} of any runtime. */
    public TestSettings allowLeaks() {
        return new TestSettings(workers, paused, seed, timeout, true, patience);
    }

    /** For tests of this. */
    TestSettings patience(Duration patience) {
        return new TestSettings(workers, paused, seed, timeout, leaksAllowed, patience);
    }

    Duration patience() {
        return patience;
    }

    Duration timeout() {
        return timeout;
    }

    boolean leaksAllowed() {
        return leaksAllowed;
    }

    /**
     * The seed of the next run: the one that was asked for, here or by the property, or a new one.
     */
    long nextSeed() {
        if (seed != null) {
            return seed;
        }
        Long asked = Long.getLong(SEED);
        return asked != null ? asked : new SplittableRandom().nextInt(1, Integer.MAX_VALUE);
    }

    /** How to run again with {@code seed}. */
    static String replay(long seed) {
        return "the seed of this run was " + seed + ": -D" + SEED + "=" + seed + " uses it again";
    }

    RuntimeBuilder builder(long seed) {
        if (paused && workers > 0) {
            throw new IllegalStateException(
                    "a paused clock needs a test on one thread: leave out workers("
                            + workers
                            + "), or say paused(false)");
        }
        return (workers == 0
                        ? AsyncRuntime.currentThread().startPaused(paused)
                        : AsyncRuntime.multiThread().workerThreads(workers))
                .randomSeed(seed)
                .name("test");
    }
}
