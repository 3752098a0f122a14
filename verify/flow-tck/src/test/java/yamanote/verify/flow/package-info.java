/** The Reactive Streams TCK, run against the bridges between streams and {@code Flow}. */
@org.jspecify.annotations.NullMarked
package yamanote.verify.flow;
