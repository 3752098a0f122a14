/** The global queue under stress. */
package yamanote.internal.scheduler;
