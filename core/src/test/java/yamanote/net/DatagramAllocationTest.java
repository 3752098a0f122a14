package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.internal.reactor.TestLoop.ANY_PORT;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Future;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.timer.Allocation;
import yamanote.runtime.AsyncRuntime;

/** Datagrams in lease form allocate nothing with the native driver, down to the system. */
@Timeout(120)
class DatagramAllocationTest {
    private static final int TRIPS = 20_000;
    private static final int RUNS = 60;
    private static final double NOTHING = 0.1;

    /** Of the run in progress. */
    private int trips;

    private UdpSocket near;
    private UdpSocket far;

    /** Makes one exchange, whose future is ready when it has ended. */
    @FunctionalInterface
    private interface Exchange {
        Future<Void> start();
    }

    @Test
    void aConnectedRoundTripAllocatesNothing() throws Exception {
        ByteBuffer buffer = ByteBuffer.allocateDirect(64);
        assertThat(
                        bytesPerTrip(() ->
                                async(() -> {
                                    for (trips = 0; trips < TRIPS; trips++) {
                                        send(near, buffer);
                                        far.readable().await();
                                        while (far.tryReceive(buffer.clear()) < 0) {
                                            far.readable().await();
                                        }
                                    }
                                })))
                .isLessThan(NOTHING);
    }

    @Test
    void norDoesOneWithAddresses() throws Exception {
        ByteBuffer buffer = ByteBuffer.allocate(64);
        assertThat(
                        bytesPerTrip(() ->
                                async(() -> {
                                    InetSocketAddress target = far.localAddress();
                                    for (trips = 0; trips < TRIPS; trips++) {
                                        near.trySendTo(buffer.clear(), target);
                                        far.readable().await();
                                        InetSocketAddress sender =
                                                far.tryReceiveFrom(buffer.clear());
                                        while (sender == null) {
                                            far.readable().await();
                                            sender = far.tryReceiveFrom(buffer.clear());
                                        }
                                        far.trySendTo(buffer.flip(), sender);
                                        near.readable().await();
                                        while (near.tryReceive(buffer.clear()) < 0) {
                                            near.readable().await();
                                        }
                                    }
                                })))
                .isLessThan(NOTHING);
    }

    @Test
    void norDoesABatchThatGoesBack() throws Exception {
        ByteBuffer buffer = ByteBuffer.allocate(64);
        DatagramBatch[] batch = new DatagramBatch[1];
        assertThat(
                        bytesPerTrip(() ->
                                async(() -> {
                                    InetSocketAddress target = far.localAddress();
                                    if (batch[0] == null) {
                                        batch[0] = far.newBatch(4, 64);
                                    }
                                    for (trips = 0; trips < TRIPS; trips++) {
                                        near.trySendTo(buffer.clear(), target);
                                        far.readable().await();
                                        while (far.tryReceiveMany(batch[0]) == 0) {
                                            far.readable().await();
                                        }
                                        far.trySendMany(batch[0]);
                                        near.readable().await();
                                        while (near.tryReceive(buffer.clear()) < 0) {
                                            near.readable().await();
                                        }
                                    }
                                })))
                .isLessThan(NOTHING);
    }

    private static void send(UdpSocket socket, ByteBuffer buffer) throws Exception {
        socket.trySend(buffer.clear());
    }

    /** The first run without allocations, or the last: what is not compiled yet may allocate. */
    private double bytesPerTrip(Exchange exchange) throws Exception {
        try (var runtime = AsyncRuntime.currentThread().driver(TestDriver.EPOLL.choice()).build()) {
            runtime.blockOn(() -> {
                near = UdpSocket.bind(ANY_PORT);
                far = UdpSocket.bind(ANY_PORT);
                near.connect(far.localAddress());
                spawn(nudges());
            });
            double bytes = Double.MAX_VALUE;
            for (int run = 0; run < RUNS && bytes >= NOTHING; run++) {
                bytes = (double) Allocation.of(() -> run(runtime, exchange.start())) / TRIPS;
            }
            return bytes;
        }
    }

    private static void run(AsyncRuntime runtime, Future<Void> exchange) {
        try {
            runtime.blockOn(exchange);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** A datagram may get lost on a machine at its limits: whoever waits for it gets another. */
    private Future<Void> nudges() {
        return async(() -> {
            ByteBuffer spare = ByteBuffer.allocate(1);
            while (true) {
                int before = trips;
                sleep(Duration.ofSeconds(1)).await();
                if (trips == before) {
                    near.trySend(spare.clear());
                    far.trySendTo(spare.clear(), near.localAddress());
                }
            }
        });
    }
}
