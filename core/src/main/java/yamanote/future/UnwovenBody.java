package yamanote.future;

import org.jspecify.annotations.Nullable;

/** A body that was not woven, run as a coroutine on a virtual thread. */
final class UnwovenBody {
    private UnwovenBody() {}

    static <T extends @Nullable Object> Future<T> of(AsyncBody<T> body) {
        throw new UnsupportedOperationException("skeleton");
    }

    static Future<@Nullable Void> of(AsyncAction action) {
        throw new UnsupportedOperationException("skeleton");
    }

    static <A extends @Nullable Object, R extends @Nullable Object> Future<R> of(
            AsyncFunction<A, R> function, A argument) {
        throw new UnsupportedOperationException("skeleton");
    }

    static <A extends @Nullable Object> Future<@Nullable Void> of(
            AsyncConsumer<A> consumer, A argument) {
        throw new UnsupportedOperationException("skeleton");
    }
}
