package yamanote.woven;

import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncCloseable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** The close of a resource that a woven body knows as {@link AutoCloseable} only. */
public final class AwaitedClose {
    private static final Future<?> CLOSED =
            new Future<@Nullable Object>() {
                @Override
                public Poll<@Nullable Object> poll(Context cx) {
                    return Poll.ready(null);
                }
            };

    private AwaitedClose() {}

    /** What to await: {@code closeAsync()} if the resource has it, else nothing after its close. */
    public static Future<?> of(AutoCloseable resource) throws Exception {
        if (resource instanceof AsyncCloseable async) {
            return async.closeAsync();
        }
        resource.close();
        return CLOSED;
    }
}
