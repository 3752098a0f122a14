package yamanote.io;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.spawn;
import static yamanote.Async.yieldNow;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Future;
import yamanote.task.JoinHandle;

/** Bytes through pipes, copies and buffers, between tasks that cancel and hand over. */
@Timeout(60)
class IoStressTest {
    private static final int LINES = 500_000;

    private static Future<Integer> produce(DuplexStream stream) {
        return async(() -> {
            int bytes = 0;
            try (var out = BufWriter.of(stream, 100)) {
                for (int i = 0; i < LINES; i++) {
                    ByteBuffer line = ByteBuffer.wrap((i + "\n").getBytes());
                    bytes += line.remaining();
                    out.writeAll(line).await();
                }
            }
            stream.shutdown().await();
            return bytes;
        });
    }

    private static Future<Integer> consume(DuplexStream stream) {
        return async(() -> {
            Lines lines = BufReader.of(stream, 70).lines(20);
            int count = 0;
            while (lines.next().await() instanceof String line) {
                if (Integer.parseInt(line) != count++) {
                    throw new AssertionError("line " + line + " in the place of " + (count - 1));
                }
            }
            stream.close();
            return count;
        });
    }

    @ParameterizedTest
    @EnumSource
    void linesComeThroughAProxyInOrder(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                Duplex near = AsyncIo.duplex(64);
                Duplex far = AsyncIo.duplex(33);
                var produced = spawn(produce(near.first()));
                var proxy = spawn(AsyncIo.copyBidirectional(near.second(), far.first()));
                var consumed = spawn(consume(far.second()));
                int bytes = produced.await();
                assertThat(consumed.await()).isEqualTo(LINES);
                assertThat(proxy.await()).isEqualTo(new Copied(bytes, 0));
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void buffersOfAPoolHaveOneUserAtATime(Flavour flavour) throws Exception {
        BufferPool pool = BufferPool.heap(8, 2);
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                var tasks = new ArrayList<JoinHandle<@Nullable Void>>();
                for (int t = 0; t < 4; t++) {
                    long mark = t;
                    tasks.add(
                            spawn(() -> {
                                for (int i = 0; i < 50_000; i++) {
                                    ByteBuffer buffer = pool.take().putLong(0, mark);
                                    if (i % 64 == 0) {
                                        yieldNow().await();
                                    }
                                    if (buffer.getLong(0) != mark) {
                                        throw new AssertionError("two users of one buffer");
                                    }
                                    pool.give(buffer);
                                }
                            }));
                }
                for (var task : tasks) {
                    task.await();
                }
            });
        }
    }
}
