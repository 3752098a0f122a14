/** Delay queues under stress. */
package yamanote.time;
