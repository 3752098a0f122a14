/**
 * The poll model: what a future is, how it says that it is not ready, and how it is cancelled.
 *
 * <p>A {@link yamanote.future.Future} is inert until somebody polls it. {@link
 * yamanote.future.Future#poll poll} never blocks: it returns {@link yamanote.future.Poll.Ready} or,
 * having stored the {@link yamanote.future.Waker} of its {@link yamanote.future.Context}, {@link
 * yamanote.future.Poll.Pending}. Four invariants carry everything else:
 *
 * <ol>
 *   <li><b>Pending means registered.</b> Whoever returns Pending has arranged a {@code wake()} of
 *       the context's waker, or has a child that has.
 *   <li><b>One owner.</b> {@code poll} and {@code cancel} are called by one owner at a time, each
 *       call happens-before the next; {@code wake} may be called by anyone at any time, also after
 *       completion.
 *   <li><b>Ended is ended.</b> After Ready or an exception a future holds nothing and is not polled
 *       again; {@code cancel} ends it early, and what remains to be cleaned up asynchronously is
 *       driven by further polls.
 *   <li><b>Owners clean up.</b> Who holds a future ends it, by polling to the end or by {@code
 *       cancel}; who holds a value that nobody will receive drops it ({@link
 *       yamanote.future.Owned}); a failure that nobody will catch is reported, never swallowed.
 * </ol>
 *
 * <p>Bodies are woven into state machines at compile time; one that was not runs here, on a virtual
 * thread that has the turn only while its poller waits.
 */
package yamanote.future;
