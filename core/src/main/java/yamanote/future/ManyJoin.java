package yamanote.future;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** joinAll and tryJoinAll of many: a poll polls the children that were woken. */
final class ManyJoin<R extends @Nullable Object> extends JoinEngine<R> {
    private @Nullable WokenChildren woken;

    ManyJoin(boolean failFast, Function<@Nullable Object[], R> shape, Future<?>... children) {
        super(failFast, shape, children);
    }

    @Override
    boolean advance(Context cx) {
        WokenChildren worthAPoll = woken;
        if (worthAPoll == null) {
            worthAPoll = new WokenChildren(children.length, 0);
            woken = worthAPoll;
        }
        worthAPoll.begin(cx);
        try {
            for (int i = worthAPoll.next(); i >= 0; i = worthAPoll.next()) {
                if (pollChild(i, worthAPoll)) {
                    return true;
                }
            }
            return isDone();
        } finally {
            worthAPoll.end();
        }
    }
}
