package yamanote;

import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncAction;
import yamanote.future.AsyncBody;
import yamanote.future.Combinators;
import yamanote.future.Future;

/** The statics of the runtime: {@code import static yamanote.Async.*;}. Delegation only. */
public final class Async extends Combinators {
    private Async() {}

    /**
     * A future over {@code body}; nothing runs until it is polled. Mirrors {@code async { }}.
     *
     * <p>In a method that returns {@code Future<Void>}, {@code return async(() -> list.add(x));}
     * chooses the valued form; write braces: {@code async(() -> { list.add(x); })}.
     */
    public static <T extends @Nullable Object> Future<T> async(AsyncBody<T> body) {
        return body.start();
    }

    /** A future over {@code action}; nothing runs until it is polled. */
    public static Future<@Nullable Void> async(AsyncAction action) {
        return action.start();
    }
}
