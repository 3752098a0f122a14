package yamanote.future;

import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Says once for each class that its bodies were not woven, or refuses to run them. */
final class UnwovenWarning {
    private static final String REQUIRE_WOVEN = "yamanote.requireWoven";

    private static final String MEND =
            "put yamanote-compiler on the annotation processor path or start the JVM with it as"
                    + " -javaagent";

    private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

    private UnwovenWarning() {}

    static void check(Object body) {
        String warning = firstWarning(body);
        if (warning != null) {
            System.getLogger("yamanote").log(Level.WARNING, warning);
        }
    }

    /** What to log about {@code body}; null if its class had its warning. */
    static @Nullable String firstWarning(Object body) {
        String name = body.getClass().getName();
        int lambda = name.indexOf("$$Lambda");
        String owner = lambda < 0 ? name : name.substring(0, lambda);
        if (Boolean.getBoolean(REQUIRE_WOVEN)) {
            throw new IllegalStateException(
                    "an async body of "
                            + owner
                            + " is not woven and yamanote.requireWoven is set: "
                            + MEND);
        }
        if (!WARNED.add(owner)) {
            return null;
        }
        return "the async bodies of "
                + owner
                + " are not woven and run on virtual threads, slowly: "
                + MEND;
    }
}
