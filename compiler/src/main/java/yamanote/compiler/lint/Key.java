package yamanote.compiler.lint;

import static javax.tools.Diagnostic.Kind.ERROR;
import static javax.tools.Diagnostic.Kind.WARNING;

import javax.tools.Diagnostic;

/** What a check reports under: the {@code @SuppressWarnings} key and how grave it is. */
enum Key {
    UNAWAITED("unawaited", ERROR),
    FUTURE_RESULT("futureResult", ERROR),
    AWAIT_IN_SYNCHRONIZED("awaitInSynchronized", ERROR),
    AWAIT_OUTSIDE("awaitOutside", WARNING),
    HUGE_BODY("hugeBody", WARNING),
    UNWOVEN("unwoven", WARNING),
    SWALLOWED_CANCEL("swallowedCancel", WARNING),
    SELECT_BREAK("selectBreak", WARNING),
    CANCEL_CHILD("cancelChild", WARNING),
    CANCEL_SAFETY("cancelSafety", WARNING);

    private final String text;
    private final Diagnostic.Kind kind;

    Key(String name, Diagnostic.Kind kind) {
        this.text = "yamanote." + name;
        this.kind = kind;
    }

    Diagnostic.Kind kind() {
        return kind;
    }

    /** False for what has no meaning that one could want: a body that suspends with a monitor. */
    boolean isSuppressible() {
        return this != AWAIT_IN_SYNCHRONIZED;
    }

    @Override
    public String toString() {
        return text;
    }
}
