package yamanote.verify.iosoak;

import static yamanote.Async.async;
import static yamanote.Async.joinAll;
import static yamanote.Async.owning;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.net.TcpListener;
import yamanote.net.TcpStream;
import yamanote.runtime.AsyncRuntime;
import yamanote.sync.Semaphore;
import yamanote.task.JoinHandle;
import yamanote.verify.iosoak.Connection.Party;
import yamanote.verify.soak.Trouble;

/** The tasks of one round, and what they share. */
final class Round {
    private static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Duration LOOK = Duration.ofMillis(1);
    private static final int SMALL_WINDOW = 4_096;
    private static final int WINDOWS = 16;

    final Plan plan;
    final Connection[] connections;
    private final AsyncRuntime runtime;
    private final Trouble trouble;
    private final long socketsBefore = Descriptors.sockets();

    /** Grows as long as anything happens: bytes, mostly. */
    final LongAdder moved = new LongAdder();

    volatile String phase = "starting";

    /** The runtime is about to be closed: everything breaks. */
    volatile boolean isClosing;

    Round(Plan plan, AsyncRuntime runtime, Trouble trouble) {
        this.plan = plan;
        this.runtime = runtime;
        this.trouble = trouble;
        connections = new Connection[plan.connections()];
        for (int i = 0; i < connections.length; i++) {
            connections[i] = new Connection(i, plan);
        }
    }

    /** All connections, until nothing is left of them. */
    Future<@Nullable Void> run() {
        return async(() -> {
            TcpListener server = TcpListener.bind(ANY_PORT);
            TcpListener front = TcpListener.bind(ANY_PORT);
            Proxy proxy = new Proxy(this, server.localAddress());
            JoinHandle<?> serving = spawn(server.serve(stream -> serve(stream).await()));
            JoinHandle<?> carrying = spawn(front.serve(stream -> proxy.carry(stream).await()));
            phase = "connecting";
            List<Future<@Nullable Void>> clients = new ArrayList<>();
            Semaphore places = Semaphore.of(plan.atOnce());
            for (Connection connection : connections) {
                var place = places.acquire().await();
                clients.add(spawn(owning(place, client(connection, front.localAddress()))));
            }
            phase = "carrying";
            joinAll(clients).await();
            phase = "ending";
            while (runtime.metrics().aliveTasks() > 2) {
                sleep(LOOK).await();
            }
            serving.abort();
            carrying.abort();
            server.close();
            front.close();
            while (runtime.metrics().aliveTasks() > 0) {
                sleep(LOOK).await();
            }
            phase = "freeing descriptors";
            while (Descriptors.sockets() > socketsBefore) {
                sleep(LOOK).await();
            }
        });
    }

    private Future<@Nullable Void> client(Connection connection, InetSocketAddress proxy) {
        return async(() -> {
            TcpStream stream = TcpStream.connect(proxy).await();
            if (connection.id % 16 == 0) {
                stream.option(StandardSocketOptions.SO_RCVBUF, window());
            }
            stream.writeAll(head(connection)).await();
            new End(this, connection, Party.CLIENT, stream)
                    .run(connection.up, connection.down)
                    .await();
            moved.increment();
        });
    }

    private Future<@Nullable Void> serve(TcpStream stream) {
        return async(() -> {
            Connection connection = head(stream).await();
            if (connection == null) {
                return;
            }
            connection.isServed = true;
            try {
                new End(this, connection, Party.SERVER, stream)
                        .run(connection.down, connection.up)
                        .await();
            } catch (AssertionError e) {
                trouble.report("server: " + connection, e);
            }
            moved.increment();
        });
    }

    /** So small that senders wait; each time for long, so that is not to happen too often. */
    private int window() {
        return Math.max(SMALL_WINDOW, plan.largest() / WINDOWS);
    }

    /** What a client sends first. */
    static ByteBuffer head(Connection connection) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(connection.id).flip();
    }

    /** The connection of {@code stream}, or null if it was broken before it said. */
    Future<@Nullable Connection> head(TcpStream stream) {
        return async(() -> {
            ByteBuffer head = ByteBuffer.allocate(Integer.BYTES);
            try {
                stream.readExact(head).await();
            } catch (IOException e) {
                return null;
            }
            return connections[head.flip().getInt()];
        });
    }

    /** One of the three has found the connection broken. */
    void brokenOff(Connection connection, Party who, IOException e) {
        if (!connection.isBroken && !isClosing) {
            trouble.report(who + " lost a connection that nobody broke: " + connection, e);
        }
    }

    /** Throws if anything is wrong with what came, now that all is over. */
    void check() {
        for (Connection connection : connections) {
            Flow up = connection.up;
            Flow down = connection.down;
            if (up.received > up.sent || down.received > down.sent) {
                throw new AssertionError("more was received than sent: " + connection);
            }
            boolean isWhole = up.isComplete() && down.isComplete();
            if (!isWhole && !connection.isBroken && !isClosing) {
                throw new AssertionError("not complete: " + connection);
            }
        }
    }
}
