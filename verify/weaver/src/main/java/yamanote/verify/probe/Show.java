package yamanote.verify.probe;

import java.lang.reflect.Array;
import java.util.StringJoiner;

/** Values and exceptions as text that does not depend on how a program was compiled. */
final class Show {
    private Show() {}

    static String value(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String s) {
            return s.replace("\n", "\\n");
        }
        if (value instanceof Throwable t) {
            return failure(t);
        }
        if (value.getClass().isArray()) {
            var all =
                    new StringJoiner(
                            ", ", value.getClass().componentType().getSimpleName() + "[", "]");
            for (int i = 0; i < Array.getLength(value); i++) {
                all.add(value(Array.get(value, i)));
            }
            return all.toString();
        }
        return value.getClass().getSimpleName() + " " + value;
    }

    /** Class, message, line of the top user frame, cause and suppressed exceptions. */
    static String failure(Throwable t) {
        var text = new StringBuilder(t.getClass().getName());
        text.append(": ").append(message(t)).append(" at ").append(topUserFrame(t));
        if (t.getCause() != null) {
            text.append(" caused by (").append(failure(t.getCause())).append(')');
        }
        for (Throwable suppressed : t.getSuppressed()) {
            text.append(" suppressed (").append(failure(suppressed)).append(')');
        }
        return text.toString();
    }

    /*
     * The one thing that may differ: the helpful text of a NullPointerException describes the
     * bytecode, where `await()` has become `Poll$Ready.value()` and locals have moved.
     */
    private static String message(Throwable t) {
        String message = t.getMessage();
        return t instanceof NullPointerException && message != null && message.contains("because ")
                ? "(helpful text)"
                : String.valueOf(message);
    }

    private static String topUserFrame(Throwable t) {
        for (StackTraceElement frame : t.getStackTrace()) {
            if (isUser(frame.getClassName())) {
                return frame.getClassName()
                        + "."
                        + frame.getMethodName()
                        + ":"
                        + frame.getLineNumber();
            }
        }
        return "no user frame";
    }

    private static boolean isUser(String type) {
        return !type.contains("$$")
                && !type.startsWith("java.")
                && !type.startsWith("jdk.")
                && (!type.startsWith("yamanote.") || type.startsWith("yamanote.verify.corpus."));
    }
}
