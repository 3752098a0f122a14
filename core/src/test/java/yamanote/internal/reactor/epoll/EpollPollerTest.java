package yamanote.internal.reactor.epoll;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.internal.reactor.Readiness.READABLE;
import static yamanote.internal.reactor.Readiness.READ_CLOSED;
import static yamanote.internal.reactor.Readiness.WRITABLE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import yamanote.future.Context;
import yamanote.future.Waker;
import yamanote.internal.reactor.StreamSource;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.reactor.TestLoop;

/** What is epoll's own. */
@EnabledOnOs(
        value = OS.LINUX,
        architectures = {"amd64", "x86_64", "aarch64"})
@Timeout(60)
class EpollPollerTest {
    private TestLoop loop;
    private ServerSocket peers;

    @BeforeEach
    void open() throws IOException {
        loop = new TestLoop(TestDriver.EPOLL);
        peers = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        loop.close();
        peers.close();
    }

    private record Pair(EpollStream stream, Socket peer) {
        void send() throws IOException {
            peer.getOutputStream().write(1);
        }
    }

    private Pair pair() throws IOException {
        StreamSource stream = loop.reactor.openStream(StandardProtocolFamily.INET);
        if (!stream.connect(peers.getLocalSocketAddress())) {
            loop.turnUntil(() -> (stream.registration().word() & WRITABLE) != 0);
            assertThat(stream.finishConnect()).isTrue();
        }
        return new Pair((EpollStream) stream, peers.accept());
    }

    /** Else the other tests of both drivers would quietly run on one. */
    @Test
    void theTestsRunWithNativeAccess() {
        assertThat(EpollSupport.whyNot()).isNull();
    }

    @Test
    void anEventIsReportedOnce() throws IOException {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            pairs.add(pair());
        }
        loop.reactor.turn(0);
        for (Pair pair : pairs) {
            pair.send();
        }
        assertThat(loop.reactor.glance()).isEqualTo(130);
        assertThat(loop.reactor.glance()).isZero();
        assertThat(loop.reactor.turn(0)).isZero();
        for (Pair pair : pairs) {
            pair.peer.close();
        }
    }

    /**
     * Two sockets have events in one turn; whoever is woken first closes the other one, and opens a
     * new one, which gets its number.
     */
    @Test
    void anEventOfAClosedSocketDoesNotReachTheNextOfItsNumber() throws IOException {
        Pair one = pair();
        Pair two = pair();
        loop.reactor.turn(0);
        List<EpollStream> opened = new ArrayList<>();
        AtomicBoolean first = new AtomicBoolean(true);
        replaceWhenWoken(one, two, first, opened);
        replaceWhenWoken(two, one, first, opened);
        one.send();
        two.send();
        one.peer.shutdownOutput();
        two.peer.shutdownOutput();
        assertThat(loop.reactor.turn(0)).isEqualTo(2);
        assertThat(opened).hasSize(1);
        EpollStream next = opened.getFirst();
        assertThat(next.number()).isIn(one.stream.number(), two.stream.number());
        assertThat(next.word() & (READABLE | READ_CLOSED)).isZero();
    }

    private void replaceWhenWoken(
            Pair woken, Pair closed, AtomicBoolean first, List<EpollStream> opened) {
        Waker waker =
                Waker.of(() -> {
                    if (!first.compareAndSet(true, false)) {
                        return;
                    }
                    closed.stream.close();
                    try {
                        var next = loop.reactor.openStream(StandardProtocolFamily.INET);
                        opened.add((EpollStream) next);
                        next.connect(peers.getLocalSocketAddress());
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
        assertThat(woken.stream.pollReadable(Context.of(waker))).isZero();
    }

    /** Its read finds no error, so it must not take the silence for success. */
    @Test
    void aConnectUnderWayIsNotTakenForDone() throws IOException {
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EpollStream waiting = null;
            for (int i = 0; i < 10 && waiting == null; i++) {
                var stream = (EpollStream) loop.reactor.openStream(StandardProtocolFamily.INET);
                if (!stream.connect(full.getLocalSocketAddress())) {
                    loop.shortTurn();
                    waiting = (stream.word() & WRITABLE) == 0 ? stream : null;
                }
            }
            assertThat(waiting).isNotNull();
            waiting.set(WRITABLE);
            assertThat(waiting.finishConnect()).isFalse();
        }
    }

    @Test
    void virtualThreadsReadAndWriteHeapBuffers() throws Exception {
        Pair pair = pair();
        Thread thread =
                Thread.startVirtualThread(() -> {
                    try {
                        pair.stream.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
        thread.join();
        assertThat(pair.peer.getInputStream().readNBytes(3)).containsExactly(1, 2, 3);
    }

    @Test
    void pollersLeaveNoDescriptorBehind() throws IOException {
        long before = descriptors();
        for (int i = 0; i < 10; i++) {
            new EpollPoller().close();
        }
        assertThat(descriptors()).isEqualTo(before);
    }

    private static long descriptors() throws IOException {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.filter(EpollPollerTest::isOurs).count();
        }
    }

    private static boolean isOurs(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("anon_inode:");
        } catch (IOException e) {
            return false; // the listing's own
        }
    }
}
