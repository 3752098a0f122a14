package miniredis;

import org.jspecify.annotations.Nullable;

/** What INFO, CLIENT and SHUTDOWN need of the server. */
interface ServerInfo {
    int port();

    int clients();

    int blockedClients();

    long commandsDone();

    long secondsUp();

    /** Whether changes are kept in a file. */
    boolean isLogged();

    /** Begins to make that file as short as it can be. */
    void rewriteLog();

    /** Why changes cannot be written to that file now, or null. */
    @Nullable String writeFailure();

    /** Begins a graceful shutdown. */
    void shutdown();

    Commands commands();

    PubSub pubSub();

    @Nullable String clientName(long id);

    void clientName(long id, String name);
}
