package guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.spawn;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.io.BufferPool;
import yamanote.net.TcpListener;
import yamanote.net.TcpStream;
import yamanote.runtime.AsyncRuntime;
import yamanote.task.JoinHandle;

/**
 * The dispatcher between tasks and the operating system: first one of sixty lines, which does what
 * the guide's diagram shows, then what the real one lets a server do.
 */
@Timeout(60)
class ReactorTest {
    /**
     * Registers interest in a channel, asks the system what is ready, and wakes who waits for it.
     */
    private static final class MiniReactor implements AutoCloseable {
        private final Selector selector = Selector.open();
        private int turns;

        MiniReactor() throws IOException {}

        void register(Pipe.SourceChannel channel) throws IOException {
            channel.configureBlocking(false);
            channel.register(selector, 0);
        }

        void wakeWhenReadable(Pipe.SourceChannel channel, Waker waker) {
            SelectionKey key = channel.keyFor(selector);
            key.attach(waker);
            key.interestOps(SelectionKey.OP_READ);
        }

        /** Tells the system what is of interest, waits for the first event, and wakes. */
        void turn(boolean wait) throws IOException {
            turns++;
            int ignored = wait ? selector.select() : selector.selectNow();
            for (SelectionKey key : selector.selectedKeys()) {
                key.interestOps(0); // until somebody waits again
                ((Waker) key.attachment()).wake();
            }
            selector.selectedKeys().clear();
        }

        @Override
        public void close() throws IOException {
            selector.close();
        }
    }

    /** The guide's poll_read: try, and if there is nothing leave the waker and say so. */
    private record Read(MiniReactor reactor, Pipe.SourceChannel channel)
            implements Future<@Nullable String> {
        @Override
        public Poll<@Nullable String> poll(Context cx) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(64);
            int n = channel.read(buffer);
            if (n == 0) {
                reactor.wakeWhenReadable(channel, cx.waker());
                return Poll.pending();
            }
            return Poll.ready(n < 0 ? null : UTF_8.decode(buffer.flip()).toString());
        }
    }

    /**
     * The scheduler: a queue of tasks that are to be polled. With nothing to do, it is the reactor.
     */
    private static final class MiniRuntime {
        private final MiniReactor reactor;
        private final Queue<Runnable> ready = new ArrayDeque<>();
        private int alive;
        private int polls;

        MiniRuntime(MiniReactor reactor) {
            this.reactor = reactor;
        }

        void spawn(Future<?> future) {
            alive++;
            ready.add(task(future));
        }

        private Runnable task(Future<?> future) {
            return new Runnable() {
                private final Context context = Context.of(Waker.of(() -> ready.add(this)));

                @Override
                public void run() {
                    polls++;
                    try {
                        if (future.poll(context).isReady()) {
                            alive--;
                        }
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }
            };
        }

        void run() throws IOException {
            while (alive > 0) {
                Runnable task = ready.poll();
                if (task != null) {
                    task.run();
                } else {
                    reactor.turn(true);
                }
            }
        }
    }

    private static void write(Pipe pipe, String text) throws IOException {
        pipe.sink().write(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    /** The sequence of the guide's diagram, step by step. */
    @Test
    void pendingReadIsRegisteredWokenByTheEventAndPolledAgain() throws Exception {
        Pipe pipe = Pipe.open();
        List<String> woken = new ArrayList<>();
        Context task = Context.of(Waker.of(() -> woken.add("task")));
        try (var reactor = new MiniReactor();
                var source = pipe.source();
                var sink = pipe.sink()) {
            reactor.register(source);
            Future<@Nullable String> read = new Read(reactor, source);

            assertThat(read.poll(task).isPending()).isTrue(); // parked; its waker is registered
            reactor.turn(false);
            assertThat(woken).isEmpty(); // nothing has happened

            write(pipe, "hello"); // the peer
            assertThat(woken).isEmpty(); // the system knows, nobody has asked it yet
            reactor.turn(true);
            assertThat(woken).containsExactly("task"); // runnable again: that is all a wake is

            assertThat(read.poll(task)).isEqualTo(Poll.ready("hello"));
            sink.close();
            assertThat(read.poll(task)).isEqualTo(Poll.ready(null));
        }
    }

    /** Nobody is polled but those for whom something has come. */
    @Test
    void oneThreadServesManyAndPollsOnlyThoseThatAreReady() throws Exception {
        int readers = 50;
        List<Pipe> pipes = new ArrayList<>();
        List<String> got = new ArrayList<>();
        try (var reactor = new MiniReactor()) {
            var runtime = new MiniRuntime(reactor);
            for (int i = 0; i < readers; i++) {
                Pipe pipe = Pipe.open();
                pipes.add(pipe);
                reactor.register(pipe.source());
                runtime.spawn(
                        async(() -> {
                            String text = new Read(reactor, pipe.source()).await();
                            got.add(String.valueOf(text));
                            write(pipes.get(got.size() % readers), "event " + got.size());
                        }));
            }
            runtime.spawn(async(() -> write(pipes.getFirst(), "event 0"))); // when all wait
            runtime.run();
            assertThat(got).hasSize(readers).startsWith("event 0").endsWith("event " + 49);
            assertThat(runtime.polls).isEqualTo(2 * readers + 1); // to park, and with the data
            assertThat(reactor.turns).isLessThanOrEqualTo(readers);
        }
        for (Pipe pipe : pipes) {
            pipe.source().close();
            pipe.sink().close();
        }
    }

    /**
     * No reactor thread: the thread that runs the tasks waits for the system when none is ready.
     */
    @Test
    void threadThatRunsTheTasksIsTheReactorWhenItHasNothingToDo() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            Thread caller = Thread.currentThread();
            runtime.blockOn(() -> {
                try (var listener = TcpListener.bind(new InetSocketAddress("127.0.0.1", 0))) {
                    var accepted = spawn(listener.accept());
                    try (var client = TcpStream.connect(listener.localAddress()).await();
                            var server = accepted.await()) {
                        assertThat(Thread.currentThread()).isSameAs(caller);
                        client.writeAll(ByteBuffer.wrap(new byte[] {7})).await();
                        assertThat(server.readByte().await()).isEqualTo((byte) 7);
                        assertThat(Thread.currentThread()).isSameAs(caller);
                    }
                }
            });
        }
    }

    /** Readiness says that it is worth trying; only the try says what is there. */
    @Test
    void readinessIsAHintAndTheReadIsTheTruth() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            runtime.blockOn(() -> {
                try (var listener = TcpListener.bind(new InetSocketAddress("127.0.0.1", 0))) {
                    var accepted = spawn(listener.accept());
                    try (var client = TcpStream.connect(listener.localAddress()).await();
                            var server = accepted.await()) {
                        ByteBuffer buffer = ByteBuffer.allocate(64);
                        assertThat(server.tryRead(buffer)).isZero();

                        client.writeAll(UTF_8.encode("abc")).await();
                        while (buffer.position() < 3) {
                            server.readable().await();
                            server.tryRead(buffer);
                        }
                        assertThat(UTF_8.decode(buffer.flip()).toString()).isEqualTo("abc");

                        assertThat(server.tryRead(buffer.clear())).isZero();
                        client.close();
                        int end = 0;
                        while (end == 0) {
                            server.readable().await();
                            end = server.tryRead(buffer);
                        }
                        assertThat(end).isEqualTo(-1);
                    }
                }
            });
        }
    }

    private int leased;
    private int mostLeased;
    private int leases;

    /**
     * An echo in lease form: wait until there is something, only then take a buffer, and give it
     * back before waiting again.
     */
    private Future<@Nullable Void> echo(TcpStream stream, BufferPool pool) {
        return async(() -> {
            boolean open = true;
            while (open) {
                stream.readable().await();
                ByteBuffer buffer = pool.take();
                mostLeased = Math.max(mostLeased, ++leased);
                leases++;
                open = stream.tryRead(buffer) >= 0;
                stream.tryWrite(buffer.flip()); // one byte: it always fits in this example
                pool.give(buffer);
                leased--;
            }
        });
    }

    @Test
    void idleConnectionHoldsNoBuffer() throws Exception {
        int connections = 100;
        BufferPool pool = BufferPool.direct(16 * 1024, 1);
        try (var runtime = AsyncRuntime.currentThread().build()) {
            runtime.blockOn(() -> {
                try (var listener = TcpListener.bind(new InetSocketAddress("127.0.0.1", 0))) {
                    var server =
                            spawn(
                                    listener.serve(stream -> {
                                        echo(stream, pool).await();
                                    }));
                    List<TcpStream> clients = new ArrayList<>();
                    for (int i = 0; i < connections; i++) {
                        clients.add(TcpStream.connect(listener.localAddress()).await());
                    }
                    ping(clients.getFirst()).await();
                    assertThat(leased).as("all are idle, or not begun").isZero();

                    List<JoinHandle<@Nullable Void>> pings = new ArrayList<>();
                    for (TcpStream client : clients) {
                        pings.add(spawn(ping(client)));
                    }
                    for (var ping : pings) {
                        ping.await();
                    }
                    assertThat(leases).isGreaterThanOrEqualTo(connections);
                    assertThat(mostLeased).as("buffers for all of them").isEqualTo(1);
                    assertThat(leased).isZero();
                    for (TcpStream client : clients) {
                        client.close();
                    }
                    server.abort();
                }
            });
        }
    }

    private static Future<@Nullable Void> ping(TcpStream client) {
        return async(() -> {
            client.writeAll(ByteBuffer.wrap(new byte[] {1})).await();
            assertThat(client.readByte().await()).isEqualTo((byte) 1);
        });
    }
}
