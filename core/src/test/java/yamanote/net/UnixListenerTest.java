package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.reactor.TestLoop;

@OnEachDriver
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(60)
class UnixListenerTest {
    @Parameter TestDriver driver;
    @TempDir Path folder;

    private final List<SocketChannel> clients = new ArrayList<>();
    private final ByteBuffer one = ByteBuffer.allocate(1);
    private Path path;
    private TestLoop loop;
    private UnixListener listener;

    @BeforeEach
    void open() throws IOException {
        loop = new TestLoop(driver);
        path = folder.resolve("socket");
        listener = bind();
    }

    @AfterEach
    void close() throws IOException {
        loop.close();
        for (SocketChannel client : clients) {
            client.close();
        }
    }

    private UnixListener bind() throws IOException {
        return UnixListener.bind(UnixAddress.of(path), 64, loop.reactor);
    }

    /** One that blocks. */
    private SocketChannel client() throws IOException {
        var client = SocketChannel.open(UnixDomainSocketAddress.of(path));
        clients.add(client);
        return client;
    }

    private static UnixStream accepted(Poll<UnixStream> poll) {
        return ((Poll.Ready<UnixStream>) poll).value();
    }

    @Test
    void allWaitingConnectionsAreAcceptedWithoutFurtherTurns() throws Exception {
        for (int i = 0; i < 10; i++) {
            client();
        }
        loop.run(listener.accept()).close();
        for (int i = 1; i < 10; i++) {
            assertThat(accepted(listener.accept().poll(loop.cx))).isNotNull();
        }
        assertThat(listener.accept().poll(loop.cx).isPending()).isTrue();
        client();
        loop.run(listener.accept());
    }

    @Test
    void aCancelledAcceptLosesNoConnection() throws Exception {
        Future<UnixStream> accept = listener.accept();
        assertThat(accept.poll(loop.cx).isPending()).isTrue();
        SocketChannel client = client();
        loop.turnUntil(() -> loop.wakes.get() > 0);
        assertThat(accept.cancel(loop.cx)).isTrue();
        UnixStream stream = accepted(listener.accept().poll(loop.cx));
        loop.run(stream.writeAll(one));
        assertThat(client.read(one.clear())).isEqualTo(1);
    }

    /** The Owned rule: who drops an accepted stream undelivered closes it. */
    @Test
    void anAcceptedStreamThatIsDroppedIsClosed() throws Exception {
        SocketChannel client = client();
        Owned.drop(loop.run(listener.accept()));
        loop.reactor.turn(0);
        assertThat(client.read(one)).isEqualTo(-1);
    }

    @Test
    void everyWaitingAcceptIsWokenAndOneConnectionGoesToOneOfThem() throws Exception {
        var wakes = new AtomicInteger();
        List<Future<UnixStream>> accepts = new ArrayList<>();
        List<Context> contexts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            accepts.add(listener.accept());
            contexts.add(Context.of(Waker.of(wakes::incrementAndGet)));
            assertThat(accepts.get(i).poll(contexts.get(i)).isPending()).isTrue();
        }
        client();
        loop.turnUntil(() -> wakes.get() == 3);
        int ready = 0;
        for (int i = 0; i < 3; i++) {
            ready += accepts.get(i).poll(contexts.get(i)).isReady() ? 1 : 0;
        }
        assertThat(ready).isEqualTo(1);
    }

    /** As in Tokio: the file is whoever's who deletes it. */
    @Test
    void closingEndsWaitingAcceptsAndLeavesTheFile() throws Exception {
        assertThatThrownBy(this::bind).isInstanceOf(BindException.class);
        Future<UnixStream> accept = listener.accept();
        assertThat(accept.poll(loop.cx).isPending()).isTrue();
        listener.close();
        assertThatThrownBy(() -> loop.run(accept)).isInstanceOf(SocketClosedException.class);
        loop.reactor.turn(0);
        assertThat(path).exists();
        assertThatThrownBy(this::bind).isInstanceOf(BindException.class);
        Files.delete(path);
        bind().close();
    }

    @Test
    void aFolderThatIsNotThereIsToldOf() {
        UnixAddress nowhere = UnixAddress.of(folder.resolve("no/socket"));
        assertThatThrownBy(() -> UnixListener.bind(nowhere, 64, loop.reactor))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("No such file");
    }

    /** 500 connections come and go, some with bytes unread; no descriptor stays behind. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void churnLeavesNothingBehind() throws Exception {
        long before = TestLoop.openUnixSockets();
        for (int i = 0; i < 500; i++) {
            try (SocketChannel client = client()) {
                UnixStream stream = loop.run(listener.accept());
                loop.run(stream.writeAll(one.clear()));
                if (i % 3 != 0) {
                    assertThat(client.read(one.clear())).isEqualTo(1);
                }
                if (i % 2 == 0) {
                    client.close();
                    readToTheEnd(stream, i % 3 == 0);
                }
                stream.close();
            }
        }
        loop.reactor.turn(0);
        assertThat(TestLoop.openUnixSockets()).isEqualTo(before);
    }

    private void readToTheEnd(UnixStream stream, boolean unread) throws Exception {
        try {
            assertThat(loop.run(stream.read(one.clear()))).isEqualTo(-1);
        } catch (IOException e) {
            assertThat(unread).as("reset").isTrue();
        }
    }
}
