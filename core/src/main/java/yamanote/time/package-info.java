/**
 * Time: sleeping, deadlines, periods, and a clock that tests can hold.
 *
 * <p>All times are those of a runtime's clock. Its resolution is 1 ms: deadlines are rounded up,
 * the clock down, so nothing happens early. A timer stays with the runtime in which it was made.
 */
package yamanote.time;
