/** Views of tasks under stress. */
package yamanote.task;
