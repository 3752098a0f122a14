/**
 * TCP, sockets of the Unix family, pipes of the system. Mirrors {@code tokio::net}.
 *
 * <p>Operations are optimistic: the system call is tried while the socket is thought ready, and the
 * task waits only after would-block. Each operation that makes progress spends one unit of the
 * task's budget, so a socket that is always ready does not starve its neighbours.
 *
 * <p>An idle connection need not hold a buffer: wait with {@link yamanote.net.TcpStream#readable},
 * borrow a buffer, then {@link yamanote.net.TcpStream#tryRead}.
 */
package yamanote.net;
