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
    private final Scratch scratch = new Scratch(Runtime.getRuntime().maxMemory() / 4);
    private final Notify stop = Notify.create();
    private final Oneshot.Channel<Integer> bound = Oneshot.channel();
    private final Semaphore clients;
    private final Set<Connection> connections = new LinkedHashSet<>();
    private final HashMap<Long, String> names = new HashMap<>();
    private final long startedAt = System.currentTimeMillis();
    private long lastId;
    private long commandsDone;
    private int port;

    Server(Options options) {
        this.options = options;
        this.clients = Semaphore.of(options.maxClients());
    }

    /** The server's whole life; ends after a graceful shutdown. */
    Future<Void> run() {
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

    private Future<Void> admit(TcpStream stream) {
        return async(() -> {
            try (var permit = clients.tryAcquire()) {
                if (permit == null) {
                    stream.tryWrite(FULL.duplicate());
                    return;
                }
                try (var connection = new Connection(++lastId, stream, this)) {
                    connections.add(connection);
                    try {
                        connection.serve().await();
                    } catch (IOException e) {
                        // the client is gone; there is nobody to tell
                    } finally {
                        connections.remove(connection);
                        names.remove(connection.id());
                    }
                }
            }
        });
    }

    private Future<Void> drain() {
        return async(() -> {
            for (Connection connection : Set.copyOf(connections)) {
                connection.drain();
            }
            try {
                timeout(options.drainLimit(), clients.acquireMany(options.maxClients())).await();
            } catch (TimeoutException e) {
                Set.copyOf(connections).forEach(Connection::close);
            }
        });
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

    PubSub pubSub() {
        return pubSub;
    }

    Scratch scratch() {
        return scratch;
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
    public long blockedClients() {
        return connections.stream().filter(Connection::isBlocked).count();
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
