/** Queues, idle workers, parking, local sets and the end of a scheduler under stress. */
package yamanote.internal.scheduler;
