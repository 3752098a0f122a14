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
import yamanote.net.TcpListener;
import yamanote.net.TcpStream;
import yamanote.sync.Notify;
import yamanote.sync.Oneshot;
import yamanote.sync.Semaphore;

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
    private final Notify stop = Notify.create();
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

    Server(Options options) {
        this.options = options;
        this.clients = Semaphore.of(options.maxClients());
    }

    /** The server's whole life; ends after a graceful shutdown. */
    Future<@Nullable Void> run() {
        return async(() -> {
            var expiry = spawn(Expiry.task(db));
            try (var listener = TcpListener.bind(options.address())) {
                port = listener.localAddress().getPort();
                bound.sender().send(port);
                select(
                                listener.serve(stream -> {
                                    admit(stream).await();
                                }),
                                stop.notified())
                        .await();
            }
            expiry.abort();
            drain().await();
        });
    }

    /** The port that was bound. */
    Future<Integer> bound() {
        return bound.receiver();
    }

    private Future<@Nullable Void> admit(TcpStream stream) {
        return async(() -> {
            try (var permit = clients.tryAcquire()) {
                if (permit == null) {
                    stream.tryWrite(FULL.duplicate());
                    return;
                }
                try (var connection = enter(stream)) {
                    connection.serve().await();
                } catch (IOException e) {
                    // the client is gone; there is nobody to tell
                }
            }
        });
    }

    private Connection enter(TcpStream stream) {
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

    private Future<@Nullable Void> drain() {
        return async(() -> {
            forEachConnection(Connection::drain);
            try {
                timeout(options.drainLimit(), clients.acquireMany(options.maxClients())).await();
            } catch (TimeoutException e) {
                forEachConnection(Connection::disconnect);
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
        stop.notifyOne();
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
