package miniredis;

import static yamanote.Async.async;
import static yamanote.Async.select;
import static yamanote.Async.spawn;
import static yamanote.Async.timeout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.sync.Oneshot;
import yamanote.sync.Semaphore;
import yamanote.task.CancellationToken;
import yamanote.task.JoinHandle;
import yamanote.task.TaskTracker;

/**
 * Listens, starts a task for each client and, when told to stop, lets the replies in flight go out
 * first.
 */
final class Server implements ServerInfo {
    private static final ByteBuffer FULL =
            ByteBuffer.wrap(Replies.ascii("-ERR max number of clients reached\r\n"));

    private final Options options;
    private final Db db = new Db(System::currentTimeMillis);
    private final Commands commands = new Commands();
    private final PubSub pubSub = new PubSub();
    private final Unfinished unfinished = new Unfinished(Runtime.getRuntime().maxMemory() / 4);
    private final CancellationToken stop = CancellationToken.create();
    private final TaskTracker clientTasks = TaskTracker.create();
    private final Oneshot.Channel<Integer> bound = Oneshot.channel();
    private final Semaphore clients;

    // Guarded by the lock of the database, as all that clients share.
    private final Set<Connection> connections = new LinkedHashSet<>();
    private final HashMap<Long, String> names = new HashMap<>();
    private long lastId;
    private long commandsDone;
    private boolean draining;

    private final long startedAt = System.currentTimeMillis();
    private volatile int port;
    private volatile int tlsPort;

    /** Set before there are clients. */
    private @Nullable AppendOnlyFile log;

    private @Nullable JoinHandle<@Nullable Void> logging;

    Server(Options options) {
        this.options = options;
        this.clients = Semaphore.of(options.maxClients());
    }

    /** The server's whole life; ends after a graceful shutdown. */
    Future<@Nullable Void> run() {
        return async(() -> {
            try {
                listen().await();
            } finally {
                stop.cancel();
                drain().await();
                finishLog().await();
            }
        });
    }

    /** Accepts clients until it is told to stop. */
    private Future<@Nullable Void> listen() {
        return async(() -> {
            try (var listeners = Listeners.open(options).await()) {
                openLog().await();
                spawn(stop.runUntilCancelled(Expiry.task(db)));
                port = listeners.port();
                tlsPort = listeners.tlsPort();
                bound.sender().send(port);
                select(listeners.serve(this), stop.cancelled()).await();
            }
        });
    }

    /** Replays the append-only file, if there is to be one, and starts the task that writes it. */
    private Future<@Nullable Void> openLog() {
        return async(() -> {
            if (options.log() instanceof AppendOnlyFile.Settings settings) {
                LogFile file = LogFile.open(settings.path()).await();
                try {
                    begin(settings, file, new Replay(this).of(file).await());
                } catch (IOException e) {
                    file.close();
                    throw e;
                }
            }
        });
    }

    private void begin(AppendOnlyFile.Settings settings, LogFile file, long size) {
        synchronized (db) {
            db.journal().begin(size);
        }
        AppendOnlyFile begun = new AppendOnlyFile(settings, db, file, size);
        log = begun;
        logging = spawn(begun.run());
    }

    /** Waits until all that was changed is on the disk. */
    private Future<@Nullable Void> finishLog() {
        return async(() -> {
            if (log != null && logging != null) {
                log.finish();
                logging.await();
            }
        });
    }

    /** The port that was bound. */
    Future<Integer> bound() {
        return bound.receiver();
    }

    /** A client's task, if the limit of clients allows one more. */
    Future<@Nullable Void> admit(ByteStream stream) {
        return clientTasks.trackFuture(
                async(() -> {
                    try (var permit = clients.tryAcquire()) {
                        if (permit == null) {
                            stream.tryWrite(FULL.duplicate());
                            return;
                        }
                        try (var connection = enter(stream)) {
                            connection.serve().await();
                            stream.shutdown().await();
                        } catch (IOException e) {
                            // the client is gone; there is nobody to tell
                        }
                    }
                }));
    }

    /** What a client does before it is admitted; the server does not end before it. */
    Future<@Nullable Void> expect(Future<@Nullable Void> arrival) {
        return clientTasks.trackFuture(arrival);
    }

    /** Whether there is no room for one more client. */
    boolean isFull() {
        return clients.availablePermits() == 0;
    }

    /** Cancelled when the server is to end. */
    CancellationToken stop() {
        return stop;
    }

    private Connection enter(ByteStream stream) {
        synchronized (db) {
            var connection = new Connection(++lastId, stream, this);
            connections.add(connection);
            if (draining) {
                connection.drain();
            }
            return connection;
        }
    }

    /** Called by a connection that has ended, under the lock. */
    void leave(Connection connection) {
        connections.remove(connection);
        names.remove(connection.id());
    }

    /**
     * Waits for the clients' tasks. They are told by closing the streams that wait for requests:
     * that costs a client nothing until then.
     */
    private Future<@Nullable Void> drain() {
        return async(() -> {
            forEachConnection(Connection::drain);
            clientTasks.close();
            try {
                timeout(options.drainLimit(), clientTasks.allDone()).await();
            } catch (TimeoutException e) {
                forEachConnection(Connection::disconnect);
                clientTasks.allDone().await();
            }
        });
    }

    private void forEachConnection(Consumer<Connection> end) {
        synchronized (db) {
            draining = true;
            connections.forEach(end);
        }
    }

    /** Begins a graceful shutdown; from any thread. */
    @Override
    public void shutdown() {
        stop.cancel();
    }

    /** Whether a reply may go out that was made when the journal was at {@code position}. */
    boolean isSettled(long position) {
        return log == null || log.isSettled(position);
    }

    /** See {@link AppendOnlyFile#settled}. */
    Future<@Nullable Void> settled(long position) {
        return log == null ? Futures.ready(null) : log.settled(position);
    }

    /** The append-only file, if there is one. */
    @Nullable AppendOnlyFile log() {
        return log;
    }

    @Override
    public boolean isLogged() {
        return log != null;
    }

    @Override
    public void rewriteLog() {
        if (log != null) {
            log.askToRewrite();
        }
    }

    @Override
    public @Nullable String writeFailure() {
        return log == null ? null : log.failure();
    }

    void countCommand() {
        commandsDone++;
    }

    Options options() {
        return options;
    }

    Db db() {
        return db;
    }

    @Override
    public PubSub pubSub() {
        return pubSub;
    }

    Unfinished unfinished() {
        return unfinished;
    }

    @Override
    public Commands commands() {
        return commands;
    }

    @Override
    public int port() {
        return port;
    }

    /** The port for TLS; 0 without. */
    int tlsPort() {
        return tlsPort;
    }

    @Override
    public int clients() {
        return connections.size();
    }

    @Override
    public int blockedClients() {
        return db.waiters().count();
    }

    /** Whether a reply is in flight. */
    boolean isWriting() {
        return connections.stream().anyMatch(Connection::isWriting);
    }

    @Override
    public long commandsDone() {
        return commandsDone;
    }

    @Override
    public long secondsUp() {
        return (System.currentTimeMillis() - startedAt) / 1000;
    }

    @Override
    public @Nullable String clientName(long id) {
        return names.get(id);
    }

    @Override
    public void clientName(long id, String name) {
        names.put(id, name);
    }
}
