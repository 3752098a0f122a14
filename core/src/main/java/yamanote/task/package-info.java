/**
 * Tasks as a program sees them: handles, their outcomes, sets and scopes of tasks, and how to tell
 * them to stop.
 *
 * <p>What owns several tasks ({@link yamanote.task.JoinSet}, {@link yamanote.task.JoinMap}, {@link
 * yamanote.task.JoinQueue}, {@link yamanote.task.TaskScope}) is one {@code Members} each: a node
 * per task, which is also the task's joiner, so that an end is told to the set without a task in
 * between. Their invariants:
 *
 * <ol>
 *   <li>A member is in the list from right after its start until its result is taken (in a scope:
 *       until its end), and the count covers it from right before its start.
 *   <li>Each result is given out once, and only results keep a set from being empty.
 *   <li>A set that is closed admits nobody; its close ends when the count is 0.
 *   <li>No task is aborted and no waker called under the lock of a set, a token or a tracker.
 * </ol>
 *
 * <p>Which to take: results wanted, {@code JoinSet}; tasks that must not outlive a block, {@code
 * TaskScope}; many tasks whose end is all that counts, {@link yamanote.task.TaskTracker}; a request
 * to stop, {@link yamanote.task.CancellationToken}.
 */
package yamanote.task;
