package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.spawn;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import yamanote.future.AsyncConsumer;
import yamanote.future.Context;
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.TestDriver;
import yamanote.runtime.AsyncRuntime;

/** A server and its clients on one runtime. */
@OnEachDriver
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(60)
class UnixServeTest {
    @Parameter TestDriver driver;
    @TempDir Path folder;

    private static AsyncConsumer<UnixStream> echo() {
        return stream -> {
            ByteBuffer buffer = ByteBuffer.allocate(16);
            while (stream.read(buffer.clear()).await() > 0) {
                stream.writeAll(buffer.flip()).await();
            }
        };
    }

    @Test
    void everyConnectionHasATaskOfItsOwnAndIsClosedWhenThatEnds() throws Exception {
        Path path = folder.resolve("socket");
        try (var runtime = AsyncRuntime.multiThread().driver(driver.choice()).build()) {
            int answers =
                    runtime.blockOn(() -> {
                        var listener = UnixListener.bind(path);
                        var serving = spawn(listener.serve(echo()));
                        var first = UnixStream.connect(path).await();
                        var second = UnixStream.connect(path).await();
                        var buffer = ByteBuffer.allocate(1);
                        int sum = 0;
                        for (UnixStream stream : new UnixStream[] {second, first, second}) {
                            stream.writeAll(buffer.clear().put(0, (byte) 7)).await();
                            stream.readExact(buffer.clear()).await();
                            sum += buffer.get(0);
                        }
                        first.shutdown().await();
                        sum += first.read(buffer.clear()).await();
                        serving.abort();
                        listener.close();
                        return sum;
                    });
            assertThat(answers).isEqualTo(3 * 7 - 1);
        }
    }

    @Test
    void outsideOfARuntimeTheMendIsNamed() {
        Path path = folder.resolve("socket");
        assertThatThrownBy(() -> UnixListener.bind(path))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("UnixListener.bind")
                .hasMessageContaining("runtime");
        assertThatThrownBy(() -> UnixStream.connect(path).poll(Context.noop()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("UnixStream.connect");
        assertThatThrownBy(UnixStream::pair)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("UnixStream.pair");
    }
}
