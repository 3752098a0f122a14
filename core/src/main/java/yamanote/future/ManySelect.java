package yamanote.future;

import org.jspecify.annotations.Nullable;

/**
 * selectAny of many: a poll polls the branches that were woken, in the order of the wakes; the
 * first one begins at a random branch.
 */
final class ManySelect<R extends @Nullable Object> extends SelectEngine<R> {
    private @Nullable WokenChildren woken;

    ManySelect(Shape<R> shape, Future<?>... branches) {
        super(false, shape, branches);
    }

    @Override
    boolean advance(Context cx) {
        if (isMisused()) {
            return true;
        }
        WokenChildren worthAPoll = woken;
        if (worthAPoll == null) {
            worthAPoll = new WokenChildren(children.length, cx.random(children.length));
            woken = worthAPoll;
        }
        worthAPoll.begin(cx);
        try {
            for (int i = worthAPoll.next(); i >= 0; i = worthAPoll.next()) {
                if (pollBranch(i, worthAPoll)) {
                    return true;
                }
            }
            return false;
        } finally {
            worthAPoll.end();
        }
    }
}
