package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.spawn;
import static yamanote.Async.timeout;
import static yamanote.internal.reactor.TestLoop.ANY_PORT;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import yamanote.future.Future;
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.TestDriver;
import yamanote.runtime.AsyncRuntime;

/** The example of {@link UdpSocket}'s documentation. */
@OnEachDriver
@Timeout(60)
class UdpEchoTest {
    @Parameter TestDriver driver;

    // @start region="echo"
    static Future<Void> echo(UdpSocket socket) {
        return async(() -> {
            ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
            while (true) {
                var datagram = socket.receiveFrom(buffer.clear()).await();
                socket.sendTo(buffer.flip(), datagram.sender()).await();
            }
        });
    }

    // @end

    @Test
    void whatIsSentComesBack() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().driver(driver.choice()).build()) {
            runtime.blockOn(() -> {
                try (UdpSocket server = UdpSocket.bind(ANY_PORT);
                        UdpSocket client = UdpSocket.bind(ANY_PORT)) {
                    var echo = spawn(echo(server));
                    client.connect(server.localAddress());
                    ByteBuffer answer = ByteBuffer.allocate(16);
                    while (answer.position() == 0) {
                        client.send(ByteBuffer.wrap(new byte[] {1, 2, 3})).await();
                        try {
                            timeout(Duration.ofSeconds(3), client.receive(answer)).await();
                        } catch (TimeoutException e) {
                            continue; // lost on the way: datagrams may be
                        }
                    }
                    assertThat(answer.flip()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
                    echo.abort();
                }
            });
        }
    }
}
