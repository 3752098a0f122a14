package yamanote.sync;

/** What became of a message that may not wait. Unless SENT, it is still the caller's. */
public enum TrySend {
    /** The message is in the channel. */
    SENT,
    /** No slot is free, or others wait for one. */
    FULL,
    /** The receiver takes no more messages. */
    CLOSED
}
