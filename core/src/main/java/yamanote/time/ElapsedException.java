package yamanote.time;

import java.util.concurrent.TimeoutException;

/**
 * A deadline passed before the future under it was ready. Mirrors {@code
 * tokio::time::error::Elapsed}. Nested timeouts are told apart by {@link #deadline()}.
 */
public final class ElapsedException extends TimeoutException {
    private static final long serialVersionUID = 1;

    private final long deadlineNanos;

    /** For whoever keeps a deadline of his own. */
    public ElapsedException(Moment deadline) {
        super("not ready at its deadline, " + deadline + " of the runtime's time");
        this.deadlineNanos = deadline.nanos();
    }

    /** The deadline of the timeout that ran out. */
    public Moment deadline() {
        return new Moment(deadlineNanos);
    }
}
