/** The global queue and the tasks of a local set under stress. */
package yamanote.internal.scheduler;
