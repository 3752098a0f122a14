/**
 * Who waits for what: an intrusive list of waiters behind a tiny lock, for everything that makes
 * tasks wait in line.
 *
 * <p>The awaited future object <i>is</i> the node ({@link yamanote.internal.waiter.Waiter}), so
 * that waiting allocates nothing. Four invariants:
 *
 * <ol>
 *   <li>Links change under the queue's lock. The link of a waiter that was taken out carries it to
 *       its wake; it may queue again, if at all, once that walk has let go of it.
 *   <li>A waker is written by the waiter's owner only: while QUEUED under the lock, else alone.
 *   <li>Whoever takes a waiter out decides its fate under the lock, by its state; the owner reads
 *       the state without it.
 *   <li>No foreign code runs under the lock. Wakers run after it, as a chain: one may use the same
 *       queue again, and one that throws does not keep the others from being woken.
 * </ol>
 */
package yamanote.internal.waiter;
