/** Queues, idle workers, parking and the end of a scheduler under stress. */
package yamanote.internal.scheduler;
