package yamanote.bench;

import static yamanote.Async.spawn;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import yamanote.future.AsyncConsumer;
import yamanote.net.TcpListener;
import yamanote.net.TcpStream;
import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.DriverChoice;

/**
 * One echo round trip of 64 bytes over loopback, client and server as two tasks of one
 * current-thread runtime: two reads, two writes and two waits for readiness.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EchoBench {
    private static final int TRIPS = 1000;
    private static final int SIZE = 64;

    /** How the server reads: a future for each read, or the lease form. */
    @Param({"read", "lease"})
    public String form;

    @Param({"NIO", "EPOLL"})
    public DriverChoice driver;

    private final ByteBuffer out = ByteBuffer.allocateDirect(SIZE);
    private final ByteBuffer in = ByteBuffer.allocateDirect(SIZE);
    private AsyncRuntime runtime;
    private TcpStream client;

    @Setup
    public void open() throws Exception {
        runtime = AsyncRuntime.currentThread().driver(driver).build();
        boolean lease = form.equals("lease");
        client =
                runtime.blockOn(() -> {
                    var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
                    var listener = TcpListener.bind(any);
                    if (lease) {
                        spawn(listener.serve(leasedEcho()));
                    } else {
                        spawn(listener.serve(echo()));
                    }
                    return TcpStream.connect(listener.localAddress()).await();
                });
    }

    private static AsyncConsumer<TcpStream> echo() {
        return stream -> {
            ByteBuffer buffer = ByteBuffer.allocateDirect(SIZE);
            while (stream.read(buffer.clear()).await() >= 0) {
                stream.writeAll(buffer.flip()).await();
            }
        };
    }

    private static AsyncConsumer<TcpStream> leasedEcho() {
        ByteBuffer shared = ByteBuffer.allocateDirect(SIZE);
        return stream -> {
            int n = 0;
            while (n >= 0) {
                stream.readable().await();
                n = stream.tryRead(shared.clear());
                shared.flip();
                while (shared.hasRemaining()) {
                    if (stream.tryWrite(shared) == 0) {
                        stream.writable().await();
                    }
                }
            }
        };
    }

    @TearDown
    public void close() {
        client.close();
        runtime.close();
    }

    @Benchmark
    @OperationsPerInvocation(TRIPS)
    public void roundTrip() throws Exception {
        runtime.blockOn(() -> {
            for (int i = 0; i < TRIPS; i++) {
                client.writeAll(out.clear()).await();
                client.readExact(in.clear()).await();
            }
        });
    }
}
