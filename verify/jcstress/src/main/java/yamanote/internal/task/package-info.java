/** The task state word and the join side under stress. */
package yamanote.internal.task;
