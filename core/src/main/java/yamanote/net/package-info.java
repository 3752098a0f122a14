/**
 * TCP, sockets of the Unix family, pipes of the system. Mirrors {@code tokio::net}.
 *
 * <p>Operations are optimistic: the system call is tried while the socket is thought ready, and the
 * task waits only after would-block. Each operation that makes progress spends one unit of the
 * task's budget, so a socket that is always ready does not starve its neighbours.
 *
 * <p>An idle connection need not hold a buffer: wait with {@link yamanote.net.TcpStream#readable},
 * borrow a buffer, then {@link yamanote.net.TcpStream#tryRead(java.nio.ByteBuffer)}.
 *
 * <p><b>One listener or several.</b> A runtime has one I/O driver, which its workers take turns to
 * wait in: a connection wakes one thread, never a herd, so {@code EPOLLEXCLUSIVE}, made for several
 * epolls that share a listener, would have nothing to exclude and is not used. One listener, and
 * one task that accepts, is enough for most servers, since what follows is spread over the workers.
 * If connections come and go by the ten thousand a second, let each worker accept by itself: bind
 * as many listeners to one port by {@link yamanote.net.TcpSocket#reusePort}, one {@code serve} task
 * for each; the same lets several processes, or runtimes, share a port. The system spreads
 * connections by a hash of their addresses: evenly if there are many, unevenly if there are few;
 * and those that wait in the backlog of a listener are reset when it closes.
 */
package yamanote.net;
