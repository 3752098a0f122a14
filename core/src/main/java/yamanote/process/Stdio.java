package yamanote.process;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/** Where a standard stream of a child leads. Mirrors {@code std::process::Stdio}. */
public final class Stdio {
    private final Redirect redirect;
    private final boolean piped;

    private Stdio(Redirect redirect, boolean piped) {
        this.redirect = redirect;
        this.piped = piped;
    }

    /** To this process, as a stream of {@link Child}. */
    public static Stdio piped() {
        return new Stdio(Redirect.PIPE, true);
    }

    /** To where the same stream of this process leads. */
    public static Stdio inherit() {
        return new Stdio(Redirect.INHERIT, false);
    }

    /** Nowhere: an input that is at its end, an output that is dropped. */
    public static Stdio none() {
        return new Stdio(Redirect.DISCARD, false);
    }

    /** An input comes from this file. */
    public static Stdio from(Path file) {
        return new Stdio(Redirect.from(file.toFile()), false);
    }

    /** An output replaces this file. */
    public static Stdio to(Path file) {
        return new Stdio(Redirect.to(file.toFile()), false);
    }

    /** An output is appended to this file. */
    public static Stdio appendTo(Path file) {
        return new Stdio(Redirect.appendTo(file.toFile()), false);
    }

    boolean isPiped() {
        return piped;
    }

    Redirect forInput() {
        return redirect == Redirect.DISCARD
                ? Redirect.from(Path.of("/dev/null").toFile())
                : redirect;
    }

    Redirect forOutput() {
        return redirect;
    }
}
