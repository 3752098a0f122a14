package yamanote.net;

import static yamanote.Async.spawn;
import static yamanote.internal.reactor.TestLoop.ANY_PORT;

import java.nio.ByteBuffer;
import yamanote.future.Futures;
import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.DriverChoice;

/**
 * A server in a process of its own, started with few descriptors: greets, then waits for the end.
 */
final class DescriptorShortageMain {
    private DescriptorShortageMain() {}

    public static void main(String[] args) throws Exception {
        try (var runtime =
                AsyncRuntime.currentThread().driver(DriverChoice.valueOf(args[0])).build()) {
            runtime.blockOn(() -> {
                var listener = TcpListener.bind(ANY_PORT);
                System.out.println(listener.localAddress().getPort());
                spawn(
                        listener.serve(stream -> {
                            var greeting = ByteBuffer.wrap(new byte[] {'!'});
                            stream.writeAll(greeting).await();
                            stream.read(ByteBuffer.allocate(1)).await();
                        }));
                Futures.pending().await();
            });
        }
    }
}
