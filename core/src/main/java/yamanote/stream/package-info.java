/**
 * Sequences of items that come one by one, when they are ready. Mirrors {@code futures::Stream} and
 * {@code tokio_stream}.
 *
 * <p>An {@link yamanote.stream.AsyncStream} is inert until somebody polls it, like a future, and
 * like a future it has one owner at a time. {@link yamanote.stream.AsyncStream#pollNext pollNext}
 * is to a stream what {@code poll} is to a future. Its invariants:
 *
 * <ol>
 *   <li><b>Pending means registered.</b> As for futures: the waker of the context is stored.
 *   <li><b>Null is the end.</b> {@code Ready(null)} ends the stream; an item is never null.
 *   <li><b>Ended is ended.</b> After its end a stream holds nothing and every further poll gives
 *       the end again. A poll that throws gives a failure in the place of an item; it ends the
 *       stream as well, unless the stream says that it goes on (a broadcast that lagged, a
 *       timeout).
 *   <li><b>Owners clean up.</b> Who holds a stream ends it, by polling to the end or by {@code
 *       cancel}; who holds an item that nobody will receive drops it ({@link
 *       yamanote.future.Owned}).
 *   <li><b>The end comes last.</b> A stream that ends its sources early ({@code take}, a function
 *       that throws) stays Pending until their asynchronous clean-up is over, and then gives its
 *       end or its failure: when a stream has ended, so has all that is under it.
 * </ol>
 *
 * <p>An operator owns the stream that it is called on: only the operator is used from then on.
 * {@link yamanote.stream.AsyncStream#byRef() byRef()} lends it instead. It passes on what its
 * source throws and goes on if that does; a function of the user that throws ends it. It asks its
 * source only when it is asked itself, and holds no more items than it says: that is the
 * back-pressure.
 *
 * <p>In an async body:
 *
 * <pre>{@code
 * try (var lines = source.filter(line -> !line.isBlank())) { // ends it, also on a break or a throw
 *     while (lines.next().await() instanceof String line) {
 *         handle(line).await();
 *     }
 * }
 * }</pre>
 */
package yamanote.stream;
