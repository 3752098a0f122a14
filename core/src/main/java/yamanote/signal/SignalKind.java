package yamanote.signal;

import java.util.Locale;

/**
 * A kind of signal. Mirrors {@code tokio::signal::unix::SignalKind}.
 *
 * @param name as in {@code kill -l}, without SIG
 */
public record SignalKind(String name) {
    /** From Ctrl-C in a terminal. */
    public static final SignalKind INTERRUPT = new SignalKind("INT");

    /** The polite request to end: {@code kill}, Docker, Kubernetes, systemd. */
    public static final SignalKind TERMINATE = new SignalKind("TERM");

    /** The terminal is gone; for a daemon by custom: read your settings again. */
    public static final SignalKind HANGUP = new SignalKind("HUP");

    /** For the user's own purposes. */
    public static final SignalKind USER_DEFINED_1 = new SignalKind("USR1");

    /** The size of the terminal has changed. */
    public static final SignalKind WINDOW_CHANGE = new SignalKind("WINCH");

    /** A child process has stopped or ended. */
    public static final SignalKind CHILD = new SignalKind("CHLD");

    /** Takes "SIGHUP", "hup" and the like as well. */
    public SignalKind {
        name = name.toUpperCase(Locale.ROOT);
        name = name.startsWith("SIG") ? name.substring(3) : name;
    }

    @Override
    public String toString() {
        return "SIG" + name;
    }
}
