/** Timers: a hierarchical wheel per owner thread and the clocks it follows. */
package yamanote.internal.timer;
