/** Benchmarks that reach for what is not exported. */
@org.jspecify.annotations.NullMarked
package yamanote.internal.reactor.epoll;
