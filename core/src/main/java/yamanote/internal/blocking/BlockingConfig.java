package yamanote.internal.blocking;

import java.util.concurrent.ThreadFactory;

/**
 * The settings of a blocking pool.
 *
 * @param maxThreads more jobs than that at a time wait in the queue
 * @param keepAliveNanos a thread without work ends after this time
 * @param threads makes a daemon thread around the given loop
 */
public record BlockingConfig(int maxThreads, long keepAliveNanos, ThreadFactory threads) {}
