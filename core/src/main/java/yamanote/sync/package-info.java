/**
 * Ways for tasks to share, signal and take turns without blocking a thread. Mirrors {@code
 * tokio::sync}.
 *
 * <p>What holds for all of them:
 *
 * <ul>
 *   <li><b>Any thread.</b> The primitives themselves may be used by any number of tasks and
 *       threads, of any runtime or none; a future, and an end of a channel where it says so, has
 *       one owner at a time.
 *   <li><b>Fair.</b> Waiters are served in the order of their first poll; nobody overtakes.
 *   <li><b>Cancel safety.</b> Each method says which class it belongs to. <i>Nothing lost</i>: a
 *       cancelled future changed nothing. <i>Loses its place</i>: what was already assigned to it
 *       goes to the next in line, and a new future starts at the end. <i>Loses data</i>: a value
 *       given to it is dropped, an arrival at a barrier stays counted.
 *   <li><b>Owned.</b> Permits and channel ends have one owner, who closes them. {@code close()} is
 *       idempotent; like every use of an {@link yamanote.future.Owned} it is not meant for two
 *       threads at once.
 *   <li><b>Memory.</b> What happened before a release, notification or send happens-before what
 *       follows the acquire, wait or receive that it enables.
 *   <li><b>Cooperation.</b> Every wait charges the polling task's budget for progress, so a task in
 *       a loop over ready primitives still lets others run.
 * </ul>
 *
 * <p>Invariants of the implementation: an uncontended operation is one atomic instruction and takes
 * no lock (but for sends to many receivers, under one of a few instructions); the future that waits
 * is the node in the queue, so waiting allocates nothing else; wakers and {@code Owned.close()} of
 * dropped values run outside of every lock.
 */
package yamanote.sync;
