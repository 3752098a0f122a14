package miniredis;

/**
 * What a handler sees besides its command: the database, the replies of this connection, and its
 * state.
 */
interface Session {
    Db db();

    Replies replies();

    PubSub pubSub();

    ServerInfo info();

    /** The number of this client. */
    long id();

    /** Ends the connection once the replies are sent. */
    void closeAfterReply();

    /** This connection's subscriptions. */
    Subscriber subscriber();
}
