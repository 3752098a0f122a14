/**
 * Timers: a hierarchical wheel per owner thread and the clocks that it follows.
 *
 * <p>Invariants of the package:
 *
 * <ol>
 *   <li><b>Never early.</b> A deadline is rounded up to the next tick of 1 ms, the clock down.
 *   <li><b>One inside.</b> Lists, slots and levels are touched with plain stores, by the one thread
 *       that is inside of the wheel: its owner, or a substitute if the owner is stuck. Every other
 *       thread changes what it wants of an entry (one word) and pushes the entry on the wheel's
 *       stack; who is inside next makes the lists agree with it.
 *   <li><b>Wakes happen outside list walks.</b> The wheel takes one entry off the list of those
 *       due, then wakes; a waker may cancel, reset or arm any timer.
 *   <li><b>Nothing is allocated</b> to arm, fire, reset or cancel: the entry is the future, the
 *       list node and the stack node.
 * </ol>
 */
package yamanote.internal.timer;
