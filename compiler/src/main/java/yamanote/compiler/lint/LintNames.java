package yamanote.compiler.lint;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The names of the core that the checks look for. */
final class LintNames {
    static final String FUTURE = "yamanote.future.Future";
    static final String EAGER = "yamanote.future.Eager";
    static final String CONTEXT = "yamanote.future.Context";
    static final String CANCELLED_ERROR = "yamanote.future.CancelledError";
    static final String ASYNC_CLOSEABLE = "yamanote.future.AsyncCloseable";

    /** The target types of bodies that give a value. */
    static final List<String> VALUED_BODIES =
            List.of("yamanote.future.AsyncBody", "yamanote.future.AsyncFunction");

    /** The target types of bodies that give none. */
    static final List<String> VOID_BODIES =
            List.of("yamanote.future.AsyncAction", "yamanote.future.AsyncConsumer");

    static final String AWAIT = "await";
    static final String CLOSE = "close";
    static final String POLL = "poll";
    static final String CANCEL = "cancel";

    /** The result types of {@code select}, by number of branches. */
    static final Pattern SELECT = Pattern.compile("yamanote\\.future\\.Select\\d+");

    static final String CANCEL_SAFETY = "yamanote.future.CancelSafety";
    static final String LOSES_DATA = "LOSES_DATA";
    static final String INSTEAD = "instead";

    /** The methods that cancel what loses or is late, and their classes. */
    static final Set<String> CANCELLING =
            Set.of("select", "selectBiased", "selectAny", "timeout", "timeoutAt", "of", "at");

    static final Set<String> COMBINATORS =
            Set.of("yamanote.Async", "yamanote.future.Combinators", "yamanote.time.Timeout");

    /** The methods of a future that give another view of it. */
    static final Set<String> VIEWS = Set.of("onlyIf", "byRef", "pinned");

    private LintNames() {}
}
