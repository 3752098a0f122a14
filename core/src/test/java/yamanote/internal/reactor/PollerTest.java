package yamanote.internal.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.internal.reactor.Readiness.READABLE;
import static yamanote.internal.reactor.Readiness.SHUT_DOWN;
import static yamanote.internal.reactor.Readiness.WRITABLE;

import java.io.IOException;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import yamanote.future.Context;
import yamanote.future.Waker;

/** The pitfalls of readiness behind edge-triggered semantics, one by one, on each poller. */
@OnEachDriver
@Timeout(60)
class PollerTest extends SocketPairs {
    private static final long FOR_EVER = -1;

    @Parameter TestDriver driver;

    @Override
    protected TestDriver driver() {
        return driver;
    }

    /** Pitfall 1: a partial read is followed by no event, and by no turn either. */
    @Test
    void readinessStaysUntilAnOperationWouldBlock() throws IOException {
        Pair pair = pair();
        send(pair, 8);
        untilReadable(pair);
        assertThat(read(pair, 4)).isEqualTo(4);
        int seen = pair.registration().pollReadable(loop.cx);
        assertThat(seen & READABLE).isEqualTo(READABLE);
        assertThat(read(pair, 4)).isEqualTo(4);
        assertThat(read(pair, 4)).isZero();
        pair.registration().clear(seen, READABLE);
        assertThat(pair.registration().pollReadable(loop.cx)).isZero();
    }

    /** B266. */
    @Test
    void aFreshConnectionIsWritableWithoutAnEvent() throws IOException {
        Pair pair = pair();
        assertThat(pair.registration().pollWritable(loop.cx) & WRITABLE).isEqualTo(WRITABLE);
    }

    /** Pitfall 2. */
    @Test
    void unreadDataDoesNotSpinAndIsNotForgotten() throws IOException {
        Pair pair = pair();
        send(pair, 8);
        untilReadable(pair);
        assertThat(loop.comesToRest()).isTrue();

        int seen = pair.registration().pollReadable(loop.cx);
        assertThat(read(pair, 1024)).isEqualTo(8);
        pair.registration().clear(seen, READABLE);
        assertThat(pair.registration().pollReadable(loop.cx)).isZero();
        int wakes = loop.wakes.get();
        send(pair, 1);
        loop.turnUntil(() -> loop.wakes.get() > wakes);
        assertThat(read(pair, 1024)).isEqualTo(1);
    }

    /** Pitfalls 2 and 7: a selector reports reading for ever after the peer's end of stream. */
    @Test
    void aHalfClosedPeerDoesNotSpin() throws IOException {
        Pair pair = pair();
        pair.peer().shutdownOutput();
        untilReadable(pair);
        assertThat(loop.comesToRest()).isTrue();
        assertThat(read(pair, 1024)).isEqualTo(-1);
    }

    /** Pitfall 2: a selector would report for ever that it can be written. */
    @Test
    void aSocketThatCanBeWrittenDoesNotSpin() throws IOException {
        Pair pair = pair();
        int seen = pair.registration().word();
        ByteBuffer much = ByteBuffer.allocateDirect(1 << 20);
        while (pair.stream().write(much.clear()) > 0) {}
        pair.registration().clear(seen, WRITABLE);
        assertThat(pair.registration().pollWritable(loop.cx)).isZero();

        Thread reader = Thread.startVirtualThread(() -> drain(pair.peer()));
        loop.turnUntil(() -> (pair.registration().word() & WRITABLE) != 0);
        assertThat(loop.comesToRest()).isTrue();
        reader.interrupt();
    }

    private static void drain(Socket socket) {
        try {
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            // The test is over.
            return;
        }
    }

    /** Pitfall 3: a wait in progress sees neither new interest nor new channels by itself. */
    @Test
    void waitingForASocketFromAnotherThreadReachesAWaitInProgress() throws Exception {
        Pair pair = pair();
        send(pair, 8);
        untilReadable(pair);
        assertThat(loop.comesToRest()).isTrue();
        int seen = pair.registration().word();
        assertThat(read(pair, 1024)).isEqualTo(8);
        pair.registration().clear(seen, READABLE);

        whileWaiting(() -> {
            assertThat(pair.registration().pollReadable(loop.cx)).isZero();
            send(pair, 1);
            return () -> (pair.registration().word() & READABLE) != 0;
        });
    }

    @Test
    void connectingFromAnotherThreadReachesAWaitInProgress() throws Exception {
        whileWaiting(() -> {
            StreamSource stream = loop.reactor.openStream(StandardProtocolFamily.INET);
            stream.connect(peers.getLocalSocketAddress());
            return () -> (stream.registration().word() & WRITABLE) != 0;
        });
    }

    /** Pitfall 4: a selector frees a descriptor when it next selects, so it must. */
    @Test
    void closingFromAnotherThreadFreesTheDescriptorThoughThePollerWaits() throws Exception {
        Pair pair = pair();
        loop.reactor.turn(0);
        long open = TestLoop.openSockets();
        whileWaiting(() -> {
            pair.registration().close();
            return () -> openSockets() == open - 1;
        });
    }

    private static long openSockets() {
        try {
            return TestLoop.openSockets();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private interface Change {
        java.util.function.BooleanSupplier make() throws Exception;
    }

    /** Makes {@code change} while another thread takes turns that wait for ever. */
    private void whileWaiting(Change change) throws Exception {
        var stop = new java.util.concurrent.atomic.AtomicBoolean();
        var started = new CountDownLatch(1);
        Thread owner =
                Thread.ofPlatform()
                        .start(() -> {
                            started.countDown();
                            while (!stop.get()) {
                                try {
                                    loop.reactor.turn(FOR_EVER);
                                } catch (IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            }
                        });
        started.await();
        try {
            var done = change.make();
            long start = System.nanoTime();
            while (!done.getAsBoolean()) {
                assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(20));
                Thread.onSpinWait();
            }
        } finally {
            stop.set(true);
            loop.reactor.wakeUp();
            owner.join();
        }
    }

    /** Pitfall 4. */
    @Test
    void closedSocketsFreeTheirDescriptorsWithinOneForcedTurn() throws IOException {
        long before = TestLoop.openSockets();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            pairs.add(pair());
        }
        assertThat(TestLoop.openSockets()).isEqualTo(before + 40);
        for (Pair pair : pairs) {
            pair.peer().close();
            pair.registration().close();
            pair.registration().close();
        }
        loop.reactor.turn(0);
        assertThat(TestLoop.openSockets()).isEqualTo(before);
    }

    /** Pitfall 4: waiting for a socket whose key was cancelled. */
    @Test
    void aClosedSocketIsReadyForEverAndNeverThrowsOutOfThePoller() throws IOException {
        Pair pair = pair();
        assertThat(pair.registration().pollReadable(loop.cx)).isZero();
        int wakes = loop.wakes.get();
        pair.registration().close();
        assertThat(loop.wakes.get()).isGreaterThan(wakes);
        assertThat(pair.registration().pollReadable(loop.cx) & SHUT_DOWN).isEqualTo(SHUT_DOWN);
        assertThat(pair.registration().pollWritable(loop.cx) & SHUT_DOWN).isEqualTo(SHUT_DOWN);
    }

    @Test
    void closingTheReactorEndsWaitersAndFreesDescriptors() throws IOException {
        long before = TestLoop.openSockets();
        Pair pair = pair();
        assertThat(pair.registration().pollReadable(loop.cx)).isZero();
        loop.close();
        assertThat(pair.registration().pollReadable(Context.noop()) & SHUT_DOWN)
                .isEqualTo(SHUT_DOWN);
        assertThat(loop.wakes.get()).isEqualTo(1);
        pair.peer().close();
        assertThat(TestLoop.openSockets()).isEqualTo(before);
        assertThatThrownBy(() -> loop.reactor.openStream(StandardProtocolFamily.INET))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("shut down");
        assertThat(TestLoop.openSockets()).isEqualTo(before);
    }

    @Test
    void aTurnTakesNoLongerThanItsTimeoutNorShorter() throws IOException {
        long start = System.nanoTime();
        assertThat(loop.reactor.turn(Duration.ofMillis(20).toNanos())).isZero();
        assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofMillis(19).toNanos());
    }

    /** Pitfall 3: of many wake-ups one is felt. */
    @Test
    void aHundredWakeUpsEndOneWait() throws Exception {
        Thread waker =
                Thread.ofPlatform()
                        .start(() -> {
                            for (int i = 0; i < 100; i++) {
                                loop.reactor.wakeUp();
                            }
                        });
        waker.join();
        assertThat(loop.reactor.turn(FOR_EVER)).isZero();
        assertThat(loop.shortTurn()).isZero();
        long start = System.nanoTime();
        loop.reactor.turn(Duration.ofMillis(20).toNanos());
        assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofMillis(19).toNanos());
    }

    /** Without waiting for ever, and without forgetting that it was interrupted. */
    @Test
    void anInterruptEndsAWaitAndIsLeftToTheCaller() throws Exception {
        var interrupted = new java.util.concurrent.CompletableFuture<Boolean>();
        Thread owner =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                loop.reactor.turn(FOR_EVER);
                                loop.reactor.turn(FOR_EVER);
                                interrupted.complete(Thread.currentThread().isInterrupted());
                            } catch (Throwable e) {
                                interrupted.completeExceptionally(e);
                            }
                        });
        owner.interrupt();
        assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Pitfall 8: a critical call would keep it waiting for as long as the poller waits. */
    @Test
    void theCollectorDoesNotWaitForAPollerThatWaits() throws Exception {
        whileWaiting(() -> {
            for (int i = 0; i < 3; i++) {
                System.gc();
            }
            return () -> true;
        });
    }

    /** An edge that was lost because another task's waker threw would be lost for good. */
    @Test
    void aWakerThatThrowsKeepsNobodyFromItsEvent() throws Exception {
        Pair[] pairs = {pair(), pair(), pair()};
        Context thrower =
                Context.of(
                        Waker.of(() -> {
                            throw new IllegalStateException("on purpose");
                        }));
        for (Pair pair : pairs) {
            assertThat(pair.registration().pollReadable(thrower)).isZero();
            assertThat(pair.registration().pollReadable(loop.cx)).isZero();
            send(pair, 1);
        }
        int wakes = loop.wakes.get();
        loop.turnUntil(() -> loop.wakes.get() >= wakes + 3);
        for (Pair pair : pairs) {
            assertThat(pair.registration().word() & READABLE).isEqualTo(READABLE);
        }
    }

    /** Pitfall 9: without care the signal would end the process, and later writes say no more. */
    @Test
    void writingToAPeerThatResetThrowsEachTime() throws Exception {
        Pair pair = pair();
        pair.peer().setSoLinger(true, 0);
        pair.peer().close();
        loop.turnUntil(() -> pair.registration().seenReadable() != 0);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> pair.stream().write(buffer.clear().limit(8)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void heapBuffersOfAnySizeArePassedWhole() throws Exception {
        Pair pair = pair();
        byte[] sent = new byte[300_000];
        new java.util.Random(1).nextBytes(sent);
        ByteBuffer out = ByteBuffer.wrap(sent);
        ByteBuffer in = ByteBuffer.allocate(sent.length + 7);
        in.position(7);
        var received =
                new java.util.concurrent.FutureTask<>(
                        () -> pair.peer().getInputStream().readNBytes(sent.length));
        Thread.ofPlatform().start(received);
        while (out.hasRemaining()) {
            pair.stream().write(out);
        }
        assertThat(received.get(20, TimeUnit.SECONDS)).isEqualTo(sent);
        var sending =
                new java.util.concurrent.FutureTask<>(() -> {
                    pair.peer().getOutputStream().write(sent);
                    return null;
                });
        Thread.ofPlatform().start(sending);
        while (in.hasRemaining()) {
            assertThat(pair.stream().read(in)).isNotNegative();
        }
        sending.get(20, TimeUnit.SECONDS);
        assertThat(java.util.Arrays.copyOfRange(in.array(), 7, in.limit())).isEqualTo(sent);
    }

    /** Descriptors are given out again: a call on one that was closed must not reach the next. */
    @Test
    void nothingIsReadFromTheSocketThatGotTheNumberOfAClosedOne() throws Exception {
        var failure = new AtomicReference<@Nullable Throwable>();
        for (int i = 0; i < 200; i++) {
            Pair old = pair();
            var begun = new CountDownLatch(1);
            Thread reader =
                    Thread.ofPlatform().start(() -> readUntilClosed(old.stream(), begun, failure));
            begun.await();
            old.registration().close();
            Pair next = pair();
            send(next, 8);
            reader.join();
            untilReadable(next);
            assertThat(read(next, 1024)).isEqualTo(8);
            next.registration().close();
            next.peer().close();
            old.peer().close();
        }
        assertThat(failure.get()).isNull();
    }

    private static void readUntilClosed(
            StreamSource stream,
            CountDownLatch begun,
            AtomicReference<@Nullable Throwable> failure) {
        ByteBuffer own = ByteBuffer.allocateDirect(64);
        try {
            while (stream.read(own) == 0) {
                begun.countDown();
            }
            failure.set(new AssertionError("read " + own.position() + " bytes"));
        } catch (java.nio.channels.ClosedChannelException e) {
            return; // as it shall
        } catch (Throwable e) {
            failure.set(e);
        }
    }
}
