/**
 * Tasks: one object that is state, future or result, queue link, join side and waker.
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li>A task is in at most one queue: it is put there by whoever set NOTIFIED on an idle task, or
 *       by its executor at the end of a poll during which NOTIFIED was set.
 *   <li>Only the thread that set RUNNING touches the future, and there is only one.
 *   <li>The result is written before COMPLETE is set; whoever has seen COMPLETE may read it.
 * </ol>
 */
package yamanote.internal.task;
