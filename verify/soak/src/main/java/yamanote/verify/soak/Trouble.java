package yamanote.verify.soak;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What must not happen and was reported: by tasks, or by the runtime in its log. */
public final class Trouble extends Handler {
    private static final Logger LOGGER = Logger.getLogger("yamanote");

    /** What was reported. */
    public final Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();

    /** Nothing so far. */
    public Trouble() {}

    /** Takes what the runtimes log, and what ends a thread, from now on. */
    public void listen() {
        Thread.setDefaultUncaughtExceptionHandler((thread, cause) -> report("" + thread, cause));
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(this);
    }

    /** {@code what} happened, or failed with {@code cause}. */
    public void report(String what, @Nullable Throwable cause) {
        thrown.add(new AssertionError(what, cause));
    }

    /** Warnings name tasks that had no time to end, which a round may have meant. */
    @Override
    public void publish(LogRecord entry) {
        if (entry.getLevel().intValue() > Level.WARNING.intValue()) {
            report(entry.getMessage(), entry.getThrown());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
