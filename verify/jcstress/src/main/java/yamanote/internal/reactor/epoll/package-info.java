/** The use of descriptors under stress. */
package yamanote.internal.reactor.epoll;
