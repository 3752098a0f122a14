package yamanote.verify.probe;

/**
 * When leaves are ready and when the program is cancelled.
 *
 * @param pending how often each leaf is Pending; {@link #MIXED} gives every leaf its own number
 * @param cancelAt the suspension after which the owner cancels; 0 before the first poll, {@link
 *     #NEVER}
 */
public record Schedule(int pending, int cancelAt) {
    /** Leaves differ: 0, 1 or 2 times Pending. */
    public static final int MIXED = -1;

    /** The owner polls to the end. */
    public static final int NEVER = -1;

    int pendingOf(int leaf) {
        return pending == MIXED ? leaf * 7 % 3 : pending;
    }

    @Override
    public String toString() {
        return (pending == MIXED ? "mixed" : "pending " + pending)
                + (cancelAt == NEVER ? "" : ", cancel at " + cancelAt);
    }
}
