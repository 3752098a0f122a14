package yamanote.future;

import org.jspecify.annotations.Nullable;

/**
 * A future used by reference until its scope ends; see {@link Future#pinned()}. Mirrors {@code
 * tokio::pin!}.
 */
public interface Pinned<T extends @Nullable Object> extends Future<T>, AsyncCloseable {}
