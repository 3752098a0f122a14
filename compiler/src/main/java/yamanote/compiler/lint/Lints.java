package yamanote.compiler.lint;

import com.sun.source.util.JavacTask;

/** The compile-time diagnostics. */
public final class Lints {
    private Lints() {}

    /** Adds the diagnostics to a compilation. */
    public static void install(JavacTask task) {}
}
