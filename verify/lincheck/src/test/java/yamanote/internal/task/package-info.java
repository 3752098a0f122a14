/** The state word of a task, model-checked. */
package yamanote.internal.task;
