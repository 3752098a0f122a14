package yamanote.internal.blocking;

import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

/**
 * The settings of a blocking pool.
 *
 * @param maxThreads more jobs than that at a time wait in the queue
 * @param keepAliveNanos a thread without work ends after this time
 * @param spinNanos how long a thread without work may spin before it sleeps, at most
 * @param clock in nanoseconds
 * @param threads makes a daemon thread around the given loop
 */
public record BlockingConfig(
        int maxThreads,
        long keepAliveNanos,
        long spinNanos,
        LongSupplier clock,
        ThreadFactory threads) {}
