package yamanote.future;

import org.jspecify.annotations.Nullable;

/** What {@code await()} does outside of a woven body. */
final class Awaiting {
    private Awaiting() {}

    static <T extends @Nullable Object> T outsideWovenBody(Future<T> future) throws Exception {
        throw new UnsupportedOperationException("skeleton");
    }

    static void close(AsyncCloseable resource) {
        throw new UnsupportedOperationException("skeleton");
    }
}
