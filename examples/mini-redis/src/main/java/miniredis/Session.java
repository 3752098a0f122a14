package miniredis;

/**
 * What a handler sees besides its command: the database, the replies of this connection, and its
 * state.
 */
interface Session {
    Db db();

    /** Where replies go; another one after an await. */
    default Replies replies() {
        return Scratch.here().replies();
    }

    ServerInfo info();

    /** The number of this client. */
    long id();

    /** Ends the connection once the replies are sent. */
    void closeAfterReply();

    /** This connection's subscriptions. */
    Subscriber subscriber();
}
