/** Tasks as a program sees them: handles, their outcomes, sets and scopes of tasks. */
package yamanote.task;
