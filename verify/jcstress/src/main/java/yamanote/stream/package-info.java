/** The bridges between streams and {@code Flow} under stress. */
package yamanote.stream;
