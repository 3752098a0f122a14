package yamanote.future;

import org.jspecify.annotations.Nullable;

/** Bodies that no weaver recognises, so that the fallback is what runs them. */
final class Unwoven {
    private Unwoven() {}

    /** What a body does; deliberately not an {@link AsyncBody}. */
    interface Code<T extends @Nullable Object> {
        T run() throws Exception;
    }

    static <T extends @Nullable Object> Future<T> unwoven(Code<T> code) {
        return new AsyncBody<T>() {
            @Override
            public T run() throws Exception {
                return code.run();
            }
        }.start();
    }
}
