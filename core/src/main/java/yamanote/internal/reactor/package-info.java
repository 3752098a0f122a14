/**
 * I/O readiness: one interface, one turn, one poller for each operating-system facility.
 *
 * <p>A socket has one {@link yamanote.internal.reactor.Registration} for its whole life. What a
 * poller reports is kept in its {@link yamanote.internal.reactor.Readiness} word until an operation
 * finds the socket drained; so operations are optimistic (try first, wait only after would-block),
 * and a cancelled wait loses nothing. Three invariants:
 *
 * <ol>
 *   <li><b>Readiness may lie, silence may not.</b> A set bit may be spurious; a bit that is not set
 *       means that the next event will be reported, once somebody waits for it.
 *   <li><b>Publish, then wake; store the waker, then look again.</b> Both sides write before they
 *       read, so an event meets the waker or the waiter meets the event.
 *   <li><b>Only the owner of the driver takes turns</b>, and it is another thread from turn to
 *       turn. Everything else here may be called by any thread.
 * </ol>
 */
package yamanote.internal.reactor;
