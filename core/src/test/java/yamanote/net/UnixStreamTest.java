package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
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
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.reactor.TestLoop;

@OnEachDriver
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(60)
class UnixStreamTest {
    @Parameter TestDriver driver;
    @TempDir Path folder;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private TestLoop loop;
    private UnixListener listener;
    private UnixStream near;
    private UnixStream far;

    @BeforeEach
    void open() throws Exception {
        loop = new TestLoop(driver);
        listener = listen("socket", 16);
        near = loop.run(connect(listener.localAddress()));
        far = loop.run(listener.accept());
    }

    @AfterEach
    void close() throws IOException {
        loop.close();
    }

    private UnixListener listen(String name, int backlog) throws IOException {
        return UnixListener.bind(UnixAddress.of(folder.resolve(name)), backlog, loop.reactor);
    }

    private UnixConnect connect(UnixAddress address) {
        return new UnixConnect(address, loop.reactor);
    }

    private UnixConnect connect(String name) {
        return connect(UnixAddress.of(folder.resolve(name)));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private String received() {
        buffer.flip();
        return StandardCharsets.US_ASCII.decode(buffer).toString();
    }

    /** Fills the socket until it takes no more; how much that was. */
    private long fill(UnixStream stream) throws IOException {
        ByteBuffer much = ByteBuffer.allocateDirect(1 << 20);
        long total = 0;
        int n;
        while ((n = stream.tryWrite(much.clear())) > 0) {
            total += n;
        }
        return total;
    }

    /** Reads until nothing is there now. */
    private long drain(UnixStream stream) throws IOException {
        long total = 0;
        int n;
        while ((n = stream.tryRead(buffer.clear())) > 0) {
            total += n;
        }
        return total;
    }

    @Test
    void whatOneSideWritesTheOtherReads() throws Exception {
        loop.run(near.writeAll(bytes("hello")));
        assertThat(loop.run(far.read(buffer))).isEqualTo(5);
        assertThat(received()).isEqualTo("hello");
        assertThat(loop.run(far.write(bytes("bye")))).isEqualTo(3);
        assertThat(loop.run(near.read(buffer.clear()))).isEqualTo(3);
        assertThat(received()).isEqualTo("bye");
    }

    @Test
    void aReadThatMustWaitIsWokenByTheData() throws Exception {
        Future<Integer> read = far.read(buffer);
        assertThat(read.poll(loop.cx).isPending()).isTrue();
        int wakes = loop.wakes.get();
        loop.run(near.writeAll(bytes("late")));
        loop.turnUntil(() -> loop.wakes.get() > wakes);
        assertThat(loop.run(read)).isEqualTo(4);
    }

    @Test
    void aCancelledReadLosesNothing() throws Exception {
        Future<Integer> read = far.read(buffer);
        assertThat(read.poll(loop.cx).isPending()).isTrue();
        int wakes = loop.wakes.get();
        loop.run(near.writeAll(bytes("kept")));
        loop.turnUntil(() -> loop.wakes.get() > wakes);
        assertThat(read.cancel(loop.cx)).isTrue();
        assertThat(far.read(buffer).poll(loop.cx).isReady()).isTrue();
        assertThat(received()).isEqualTo("kept");
    }

    @Test
    void aCancelledWriteHasWrittenNothing() throws Exception {
        long total = fill(near);
        Future<Integer> write = near.write(bytes("more"));
        assertThat(write.poll(loop.cx).isPending()).isTrue();
        assertThat(write.cancel(loop.cx)).isTrue();
        near.close();
        long read = 0;
        while (loop.run(far.read(buffer.clear())) > 0) {
            read += buffer.position();
        }
        assertThat(read).isEqualTo(total);
    }

    /** The lease form. */
    @Test
    void readableThenTryRead() throws Exception {
        assertThat(far.tryRead(buffer)).isZero();
        loop.run(near.writeAll(bytes("lease")));
        loop.run(far.readable());
        loop.run(far.readable());
        assertThat(far.tryRead(buffer)).isEqualTo(5);
        assertThat(far.tryRead(buffer)).isZero();
        assertThat(far.readable().poll(loop.cx).isPending()).isTrue();
        assertThat(near.writable().poll(loop.cx).isReady()).isTrue();
    }

    @Test
    void writingWaitsWhileThePeerDoesNotReadAndGoesOnWhenItDoes() throws Exception {
        long total = fill(near);
        Future<Integer> write = near.write(bytes("more"));
        assertThat(write.poll(loop.cx).isPending()).isTrue();
        assertThat(near.tryWrite(bytes("more"))).isZero();
        long read = 0;
        Context reader = Context.noop();
        while (write.poll(loop.cx).isPending()) {
            loop.reactor.turn(0);
            if (far.read(buffer.clear()).poll(reader).isReady()) {
                read += buffer.position();
            }
        }
        while (read < total + 4) {
            loop.run(far.readable());
            read += drain(far);
        }
        assertThat(read).isEqualTo(total + 4);
    }

    /** This side first: the other direction stays open. */
    @Test
    void afterShutdownThePeerReadsTheEndAndMayStillWrite() throws Exception {
        loop.run(near.writeAll(bytes("last")));
        loop.run(near.shutdown());
        loop.run(near.shutdown());
        assertThat(loop.run(far.read(buffer))).isEqualTo(4);
        assertThat(loop.run(far.read(buffer.clear()))).isEqualTo(-1);
        assertThat(far.tryRead(buffer)).isEqualTo(-1);
        loop.run(far.writeAll(bytes("answer")));
        assertThat(loop.run(near.read(buffer))).isEqualTo(6);
        assertThatThrownBy(() -> loop.run(near.write(bytes("no"))))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(SocketClosedException.class);
        assertThat(loop.comesToRest()).isTrue();
    }

    /** The other side first. */
    @Test
    void theEndWakesAWaitingReaderAndThisSideMayStillWrite() throws Exception {
        Future<Integer> read = far.read(buffer);
        assertThat(read.poll(loop.cx).isPending()).isTrue();
        loop.run(near.shutdown());
        assertThat(loop.run(read)).isEqualTo(-1);
        loop.run(far.writeAll(bytes("still")));
        assertThat(loop.run(near.read(buffer))).isEqualTo(5);
        far.close();
        assertThat(loop.run(near.read(buffer))).isEqualTo(-1);
        assertThat(loop.comesToRest()).isTrue();
    }

    @Test
    void aPeerThatClosesEndsReadersAndWriters() throws Exception {
        fill(far);
        Future<Integer> write = far.write(bytes("more"));
        assertThat(write.poll(loop.cx).isPending()).isTrue();
        near.close();
        assertThatThrownBy(() -> loop.run(write)).isInstanceOf(IOException.class);
        loop.run(far.shutdown());
        assertThat(loop.comesToRest()).isTrue();
    }

    @Test
    void closingEndsWaitersOfBothDirections() throws Exception {
        fill(near);
        Future<Integer> read = near.read(buffer);
        Future<Integer> write = near.write(bytes("more"));
        Future<?> readable = near.readable();
        assertThat(read.poll(loop.cx).isPending()).isTrue();
        assertThat(write.poll(loop.cx).isPending()).isTrue();
        assertThat(readable.poll(loop.cx).isPending()).isTrue();
        near.close();
        near.close();
        assertThatThrownBy(() -> loop.run(read)).isInstanceOf(SocketClosedException.class);
        assertThatThrownBy(() -> loop.run(write)).isInstanceOf(SocketClosedException.class);
        assertThatThrownBy(() -> loop.run(readable)).isInstanceOf(SocketClosedException.class);
        assertThatThrownBy(() -> near.tryRead(buffer)).isInstanceOf(SocketClosedException.class);
        assertThatThrownBy(() -> loop.run(near.shutdown()))
                .isInstanceOf(SocketClosedException.class);
        assertThatThrownBy(near::peerAddress).isInstanceOf(ClosedChannelException.class);
        assertThat(near).hasToString("UnixStream[closed]");
    }

    @Test
    void aConnectToAMissingPathNamesIt() throws Exception {
        long before = openAfterATurn();
        assertThatThrownBy(() -> loop.run(connect("nowhere")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(folder.resolve("nowhere").toString());
        assertThat(openAfterATurn()).isEqualTo(before);
    }

    @Test
    void aPathWhereNobodyListensRefuses() throws Exception {
        Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> loop.run(connect("file"))).isInstanceOf(ConnectException.class);
        listener.close();
        loop.reactor.turn(0);
        assertThatThrownBy(() -> loop.run(connect("socket"))).isInstanceOf(ConnectException.class);
    }

    /** Of a Unix socket the system does not let a connect wait for room in the backlog. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullBacklogRefusesUntilThereIsRoom() throws Exception {
        UnixListener small = listen("small", 1);
        List<UnixStream> waiting = new ArrayList<>();
        long before = openAfterATurn();
        assertThatThrownBy(
                        () -> {
                            while (waiting.size() < 10) {
                                waiting.add(loop.run(connect("small")));
                            }
                        })
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("backlog")
                .hasMessageContaining("again");
        assertThat(openAfterATurn()).isEqualTo(before + waiting.size());
        loop.run(small.accept());
        loop.run(connect("small"));
    }

    @Test
    void aPathThatIsTooLongNamesTheLimit() {
        Path path = Path.of("/" + "x".repeat(107));
        assertThatThrownBy(() -> UnixAddress.of(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("107");
        assertThatThrownBy(() -> UnixStream.connect(path))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UnixListener.bind(path))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPathAsLongAsItMayBeIsGood() throws Exception {
        int most = driver == TestDriver.NIO ? 106 : 107;
        Path relative = Path.of("target").resolve("s".repeat(most - "target/".length()));
        try {
            var longest = UnixListener.bind(UnixAddress.of(relative), 16, loop.reactor);
            assertThat(longest.localAddress().path()).isEqualTo(relative);
            loop.run(connect(longest.localAddress()));
            assertThat(loop.run(longest.accept()).localAddress().path()).isEqualTo(relative);
        } finally {
            Files.deleteIfExists(relative);
        }
    }

    @Test
    void theAddressesAreThePathAndNone() throws Exception {
        UnixAddress address = UnixAddress.of(folder.resolve("socket"));
        assertThat(listener.localAddress()).isEqualTo(address);
        assertThat(near.peerAddress()).isEqualTo(address).hasSameHashCodeAs(address);
        assertThat(far.localAddress()).isEqualTo(address);
        assertThat(near.localAddress().isUnnamed()).isTrue();
        assertThat(far.peerAddress()).isEqualTo(near.localAddress());
        assertThat(far.peerAddress().path()).isNull();
        assertThat(far.peerAddress().abstractName()).isNull();
        assertThat(near).hasToString("UnixStream[unnamed - " + address.path() + "]");
        assertThatThrownBy(() -> UnixStream.connect(far.peerAddress()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without a name");
    }

    @Test
    void theCredentialsAreThoseOfThisProcess() throws Exception {
        var mine = Files.readAttributes(folder.resolve("socket"), PosixFileAttributes.class);
        var id = (Integer) Files.getAttribute(folder, "unix:uid");
        for (UnixStream end : List.of(near, far)) {
            PeerCredentials peer = end.peerCredentials();
            assertThat(peer.user()).isEqualTo(mine.owner()).hasToString(mine.owner().toString());
            assertThat(peer.group()).isEqualTo(mine.group()).hasToString(mine.group().toString());
            if (driver == TestDriver.NIO) {
                assertThat(peer.processId()).isEmpty();
                assertThat(peer.userId()).isEmpty();
            } else {
                assertThat(peer.processId()).hasValue(ProcessHandle.current().pid());
                assertThat(peer.userId()).hasValue(Integer.toUnsignedLong(id));
            }
        }
        near.close();
        assertThatThrownBy(near::peerCredentials).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aPairIsConnectedAndNeedsTheNativeDriver() throws Exception {
        if (driver == TestDriver.NIO) {
            assertThatThrownBy(() -> UnixStream.pair(loop.reactor))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("driver(DriverChoice.EPOLL)");
            return;
        }
        long before = openAfterATurn();
        UnixStreamPair pair = UnixStream.pair(loop.reactor);
        loop.run(pair.first().writeAll(bytes("there")));
        assertThat(loop.run(pair.second().read(buffer))).isEqualTo(5);
        loop.run(pair.second().writeAll(bytes("back")));
        assertThat(loop.run(pair.first().read(buffer.clear()))).isEqualTo(4);
        assertThat(pair.first().peerCredentials().processId())
                .hasValue(ProcessHandle.current().pid());
        assertThat(pair.first().peerAddress().isUnnamed()).isTrue();
        Future<Integer> read = pair.first().read(buffer);
        assertThat(read.poll(loop.cx).isPending()).isTrue();
        pair.second().close();
        assertThat(loop.run(read)).isEqualTo(-1);
        pair.first().close();
        assertThat(openAfterATurn()).isEqualTo(before);
    }

    @Test
    void anAbstractNameNeedsNoFileButTheNativeDriver() throws Exception {
        UnixAddress name = UnixAddress.ofAbstract("yamanote-" + ProcessHandle.current().pid());
        if (driver == TestDriver.NIO) {
            assertThatThrownBy(() -> UnixListener.bind(name, 16, loop.reactor))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("driver(DriverChoice.EPOLL)");
            assertThatThrownBy(() -> loop.run(connect(name)))
                    .isInstanceOf(UnsupportedOperationException.class);
            return;
        }
        UnixListener named = UnixListener.bind(name, 16, loop.reactor);
        UnixStream client = loop.run(connect(name));
        UnixStream server = loop.run(named.accept());
        loop.run(client.writeAll(bytes("hi")));
        assertThat(loop.run(server.read(buffer))).isEqualTo(2);
        assertThat(client.peerAddress()).isEqualTo(name).hasToString(name.toString());
        assertThat(server.localAddress().abstractName()).isEqualTo(name.abstractName());
        assertThat(name.path()).isNull();
        named.close();
        loop.reactor.turn(0);
        assertThatThrownBy(() -> loop.run(connect(name))).isInstanceOf(ConnectException.class);
    }

    @Test
    void closingTheWritingHalfEndsTheOutputAndTheConnectionClosesWithTheOther() throws Exception {
        UnixHalves halves = near.split();
        halves.writer().close();
        assertThat(loop.run(far.read(buffer))).isEqualTo(-1);
        loop.run(far.writeAll(bytes("x")));
        assertThat(loop.run(halves.reader().read(buffer))).isEqualTo(1);
        halves.reader().close();
        assertThatThrownBy(() -> near.tryRead(buffer)).isInstanceOf(SocketClosedException.class);
    }

    @Test
    void halvesOfOneStreamReunite() throws Exception {
        UnixHalves mine = near.split();
        UnixHalves other = far.split();
        assertThatThrownBy(() -> UnixStream.reunite(mine.reader(), other.writer()))
                .isInstanceOf(IllegalArgumentException.class);
        loop.run(other.writer().writeAll(bytes("x")));
        assertThat(loop.run(mine.reader().read(buffer))).isEqualTo(1);
        assertThat(UnixStream.reunite(mine.reader(), mine.writer())).isSameAs(near);
    }

    @Test
    void aSocketThatIsAlwaysReadyYieldsWhenTheBudgetIsSpent() throws Exception {
        loop.run(near.writeAll(bytes("0123456789")));
        loop.run(far.readable());
        loop.cx.budget(2);
        assertThat(far.read(buffer.limit(1)).poll(loop.cx).isReady()).isTrue();
        assertThat(far.read(buffer.limit(2)).poll(loop.cx).isReady()).isTrue();
        int wakes = loop.wakes.get();
        assertThat(far.read(buffer.limit(3)).poll(loop.cx).isPending()).isTrue();
        assertThat(loop.wakes.get()).as("scheduled again").isEqualTo(wakes + 1);
    }

    private long openAfterATurn() throws IOException {
        loop.reactor.turn(0);
        return TestLoop.openUnixSockets();
    }
}
