/**
 * The poller of Linux: epoll, edge-triggered, over {@code java.lang.foreign}.
 *
 * <p>The sockets are its own from end to end, for the descriptor of a JDK channel cannot be had. A
 * socket is registered once, for both directions and for its whole life, by whichever thread opens
 * it; a wait in progress sees it at once. What keeps that safe:
 *
 * <ol>
 *   <li><b>A descriptor is a number that the system gives out again.</b> Nobody hands one to the
 *       system except between {@link yamanote.internal.reactor.epoll.Descriptor#enter} and {@code
 *       leave}, and it is closed by the last who leaves: no call reaches another file of the same
 *       number.
 *   <li><b>An event carries a token, descriptor and generation</b>, under which {@link
 *       yamanote.internal.reactor.epoll.SocketTable} knows the socket: an event of a closed socket
 *       finds nothing, even if its number lives on.
 *   <li><b>An edge comes once.</b> What dispatches events stops for nothing; a bit of the readiness
 *       word is cleared only after the system said that an operation would block, or moved fewer
 *       bytes than it was asked for.
 *   <li><b>Plain calls</b>, never critical ones: a thread that waits in the system must not keep
 *       the collector waiting.
 * </ol>
 *
 * <p>{@link yamanote.internal.reactor.epoll.EpollSupport} says whether all this can be used,
 * without touching it: the first touch binds a dozen functions, which takes a tenth of a second.
 * The calls lie in {@code Libc} and, bound when first needed, {@code DatagramCalls}, {@code
 * PipeCalls}, {@code FileCalls}, {@code SocketPair} and {@code Principals}; the structures in
 * {@code Epoll}, {@code SockAddr}, {@code UnixAddr}, {@code MessageVector} and {@code Scratch}.
 */
package yamanote.internal.reactor.epoll;
