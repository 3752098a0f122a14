package yamanote.runtime;

/**
 * The I/O driver of a runtime in numbers.
 *
 * @param driver which one it is: {@code epoll}, {@code NIO}, or {@code none} while nobody has
 *     opened a socket
 * @param registered sockets that the driver knows now
 * @param waits how often a thread of the runtime slept in the driver
 * @param events what the system reported since the start, wake-ups not counted
 * @param dispatched those of the events whose socket was still open: readiness made known, waiting
 *     tasks woken
 * @param wakeUps how often another thread ended such a sleep, which costs a system call: because
 *     there was a task to run, or a timer that is due earlier
 */
public record IoMetrics(
        String driver, int registered, long waits, long events, long dispatched, long wakeUps) {
    static final IoMetrics NONE = new IoMetrics("none", 0, 0, 0, 0, 0);
}
