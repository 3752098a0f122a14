/**
 * Schedulers: which task a thread polls next, and what it does when there is none.
 *
 * <p>Invariant of every scheduler: between the last look at its queues and going to sleep, a thread
 * passes a point at which anyone who queues something for it can see that it is about to sleep, and
 * then wakes it.
 */
package yamanote.internal.scheduler;
