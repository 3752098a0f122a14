package yamanote.sync;

/**
 * The receiver of a {@link Broadcast} was too slow: messages were overwritten before it received
 * them. It goes on with the oldest one that is left. Mirrors Tokio's {@code RecvError::Lagged}.
 */
public final class LaggedException extends Exception {
    private static final long serialVersionUID = 1;

    private final long missed;

    LaggedException(long missed) {
        super(
                "this receiver missed "
                        + missed
                        + " messages, which were overwritten; the next receive gives the oldest one"
                        + " left");
        this.missed = missed;
    }

    /** How many messages this receiver will never see. */
    public long missed() {
        return missed;
    }
}
