package yamanote.sync;

/** What the end of a sender needs of its channel. */
interface SharedChannel {
    SenderSide senders();

    /** Whether there is nobody to send to. */
    boolean isClosed();

    /** The last sender was closed. */
    void endOfSenders();
}
