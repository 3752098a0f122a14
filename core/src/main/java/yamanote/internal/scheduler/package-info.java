/**
 * Schedulers: which task a thread polls next, and what it does when there is none.
 *
 * <p>Three kinds behind one interface: {@code CurrentThreadScheduler} runs tasks on the thread
 * inside blockOn, {@code MultiThreadScheduler} on workers that steal from each other, {@code
 * ExecutorScheduler} on somebody else's threads. They share tasks, executor, global queue, the
 * table of owned tasks, the blocking pool and the way they end ({@code Shutdown}).
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li><b>No task is left behind.</b> Between the last look at its queues and going to sleep, a
 *       thread passes a point at which anyone who queues something for it can see that it is about
 *       to sleep, and then wakes it. For workers the point is their word in {@code IdleWorkers}.
 *   <li><b>One queue at a time.</b> A task that is queued is in exactly one of: a LIFO slot, a
 *       local queue, the global queue, a list of those that gave way, the hands of whoever took it
 *       out.
 *   <li><b>Owner-only by default.</b> What a worker has belongs to the thread that runs it. Others
 *       may take from its {@code LocalQueue}, exchange its LIFO slot, unpark it, push timers on the
 *       stack of its wheel, read counters. Nothing else.
 *   <li><b>Nobody blocks the others for good.</b> Whoever takes a turn at the reactor or consumes
 *       the global queue does it under a try-lock and leaves it before polling a task; a worker
 *       that is stuck in a poll is stood in for by the {@code Watchdog}.
 * </ol>
 */
package yamanote.internal.scheduler;
