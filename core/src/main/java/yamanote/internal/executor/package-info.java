/**
 * The executor: polls one task once, keeps what it throws, and sees to it that what a cancelled
 * future leaves behind is driven to its end before the task's handle resolves.
 */
package yamanote.internal.executor;
