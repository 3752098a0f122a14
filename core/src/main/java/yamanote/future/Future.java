package yamanote.future;

import org.jspecify.annotations.Nullable;

/**
 * A computation that does nothing until it is polled. Mirrors {@code std::future::Future}.
 *
 * <p>Most futures come from {@code async(() -> …)}; a hand-written one needs only {@link #poll}.
 * One that polls another future must override {@link #cancel} as well and cancel its child.
 */
@FunctionalInterface
public interface Future<T extends @Nullable Object> {

    /**
     * Makes what progress is possible without blocking. Owner-only.
     *
     * <p>Pending means that the context's waker is stored and will be woken when a further poll is
     * worth while; a later poll may bring another waker, and only the last one counts. After Ready
     * or an exception the future has ended: polling it again throws {@link IllegalStateException},
     * unless its class says otherwise (a {@code JoinHandle} repeats its outcome).
     *
     * @throws Exception what the computation failed with
     */
    Poll<T> poll(Context cx) throws Exception;

    /**
     * Ends this future early: Rust's drop. Owner-only, never throws; a second call does nothing.
     *
     * <p>True: finished. False: asynchronous clean-up goes on; the context's waker is registered
     * and the owner keeps calling {@link #poll} until it is Ready or throws. Of that, the value is
     * dropped (an {@link Owned} is closed) and the exception is reported with {@link
     * Context#cleanUpFailed}.
     */
    default boolean cancel(Context cx) {
        return true;
    }

    /**
     * Waits for the value: the suspension point of an async body. On a virtual thread it parks that
     * thread; on any other thread it throws, because it would block it.
     *
     * @throws Exception what the computation failed with, the very instance
     * @throws IllegalStateException outside of an async body and of a virtual thread
     */
    default T await() throws Exception {
        return Awaiting.outsideWovenBody(this);
    }

    /**
     * A view that does not cancel this future when it loses in {@code select} or runs into a {@code
     * timeout}.
     */
    default Future<T> byRef() {
        return new ByRef<>(this);
    }

    /**
     * {@link #byRef()} as a resource: its awaited close cancels what is still pending. For futures
     * polled by reference in a loop.
     */
    default Pinned<T> pinned() {
        return new PinnedFuture<>(this);
    }

    /** This future as a branch of {@code select} that takes part only if {@code enabled}. */
    default Future<T> onlyIf(boolean enabled) {
        return enabled ? this : new DisabledBranch<>(this);
    }
}
