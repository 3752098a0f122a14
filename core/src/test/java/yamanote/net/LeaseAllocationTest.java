package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.spawn;
import static yamanote.internal.reactor.TestLoop.ANY_PORT;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import yamanote.future.AsyncConsumer;
import yamanote.future.Future;
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.timer.Allocation;
import yamanote.runtime.AsyncRuntime;

/** A round trip in lease form allocates nothing, from the task down to the system. */
@OnEachDriver
@Timeout(120)
class LeaseAllocationTest {
    private static final int TRIPS = 20_000;

    @Parameter TestDriver driver;

    @Test
    void aRoundTripOfDirectBuffersAllocatesNothing() throws Exception {
        assertThat(bytesPerTrip(ByteBuffer.allocateDirect(64), ByteBuffer.allocateDirect(64)))
                .isLessThan(0.1);
    }

    @Test
    void norDoesOneWithMuchRoomToReadInto() throws Exception {
        assertThat(bytesPerTrip(ByteBuffer.allocateDirect(64), ByteBuffer.allocateDirect(1 << 17)))
                .isLessThan(0.1);
    }

    /** The bytes pass through memory of the thread. */
    @Test
    void norDoesOneOfHeapBuffers() throws Exception {
        assertThat(bytesPerTrip(ByteBuffer.allocate(64), ByteBuffer.allocate(64))).isLessThan(0.1);
    }

    /** The least of a few runs: the compiler's first ones may allocate. */
    private double bytesPerTrip(ByteBuffer mine, ByteBuffer others) throws Exception {
        try (var runtime = AsyncRuntime.currentThread().driver(driver.choice()).build()) {
            TcpStream client =
                    runtime.blockOn(() -> {
                        var listener = TcpListener.bind(ANY_PORT);
                        spawn(listener.serve(echo(others)));
                        return TcpStream.connect(listener.localAddress()).await();
                    });
            double least = Double.MAX_VALUE;
            for (int run = 0; run < 8; run++) {
                long bytes = Allocation.of(() -> trips(runtime, client, mine));
                least = Math.min(least, (double) bytes / TRIPS);
            }
            return least;
        }
    }

    private static void trips(AsyncRuntime runtime, TcpStream client, ByteBuffer buffer) {
        try {
            runtime.blockOn(exchange(client, buffer));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Future<Void> exchange(TcpStream stream, ByteBuffer buffer) {
        return yamanote.Async.async(() -> {
            for (int i = 0; i < TRIPS; i++) {
                buffer.clear();
                while (buffer.hasRemaining()) {
                    if (stream.tryWrite(buffer) == 0) {
                        stream.writable().await();
                    }
                }
                buffer.clear();
                while (buffer.hasRemaining()) {
                    stream.readable().await();
                    stream.tryRead(buffer);
                }
            }
        });
    }

    private static AsyncConsumer<TcpStream> echo(ByteBuffer buffer) {
        return stream -> {
            int n = 0;
            while (n >= 0) {
                stream.readable().await();
                n = stream.tryRead(buffer.clear());
                buffer.flip();
                while (buffer.hasRemaining()) {
                    if (stream.tryWrite(buffer) == 0) {
                        stream.writable().await();
                    }
                }
            }
        };
    }
}
