package yamanote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;
import static yamanote.Async.select;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.Async.yieldNow;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Future;
import yamanote.future.Select2;
import yamanote.net.TcpListener;
import yamanote.sync.Mpsc;
import yamanote.task.TaskCancelledException;

/** Streams in tasks, by woven bodies. */
@Timeout(60)
class StreamsInRuntimeTest {
    private static final int MILLION = 1_000_000;

    @ParameterizedTest
    @EnumSource
    void aMillionItemsThroughAChannelAndSomeOperators(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            long sum =
                    runtime.blockOn(() -> {
                        var channel = Mpsc.<Integer>channel(64);
                        spawn(() -> {
                            try (var tx = channel.sender()) {
                                for (int i = 0; i < MILLION; i++) {
                                    tx.send(i).await();
                                }
                            }
                        });
                        return Streams.from(channel.receiver())
                                .map(i -> i * 2L)
                                .filter(i -> i % 4 == 0)
                                .fold(0L, Long::sum)
                                .await();
                    });
            assertThat(sum).isEqualTo((long) (MILLION / 2 - 1) * (MILLION / 2) * 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMillionItemsOneByOne(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            long count =
                    runtime.blockOn(() -> {
                        long seen = 0;
                        try (var numbers =
                                Streams.iter(IntStream.range(0, MILLION).boxed())
                                        .merge(Streams.of(-1, -2))) {
                            while (numbers.next().await() instanceof Integer i) {
                                seen += i < 0 ? 0 : 1;
                            }
                        }
                        return seen;
                    });
            assertThat(count).isEqualTo(MILLION);
        }
    }

    @ParameterizedTest
    @EnumSource
    void streamThatIsAlwaysReadyGivesWay(Flavour flavour) throws Exception {
        try (var runtime = flavour.builder().build()) {
            var other = new AtomicBoolean();
            runtime.blockOn(() -> {
                spawn(() -> other.set(true));
                Streams.generate(() -> 1).takeWhile(i -> !other.get()).count().await();
            });
            assertThat(other).isTrue();
        }
    }

    private static Future<Integer> echo(int i) {
        return async(() -> {
            for (int n = 0; n < i % 5; n++) {
                yieldNow().await();
            }
            return i;
        });
    }

    @ParameterizedTest
    @EnumSource
    void manyFunctionsAtATime(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            var numbers = IntStream.range(0, 1_000).boxed().toList();
            assertThat(
                            runtime.blockOn(
                                    Streams.iter(numbers)
                                            .buffered(10, i -> echo(i).await())
                                            .toList()))
                    .isEqualTo(numbers);
            assertThat(
                            runtime.blockOn(
                                    Streams.iter(numbers)
                                            .bufferUnordered(10, i -> echo(i).await())
                                            .toList()))
                    .containsExactlyInAnyOrderElementsOf(numbers);
        }
    }

    @ParameterizedTest
    @EnumSource
    void functionsRunInTasksOfTheirOwnWhereTheySpawnThem(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            List<Integer> squares =
                    runtime.blockOn(
                            Streams.of(1, 2, 3)
                                    .buffered(3, i -> spawn(() -> i * i).await())
                                    .toList());
            assertThat(squares).containsExactly(1, 4, 9);
        }
    }

    /** R16. */
    @ParameterizedTest
    @EnumSource
    void tryEndsTheStreamOnABreakAndAwaitsItsCleanUp(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            var cleaned = new AtomicBoolean();
            runtime.blockOn(() -> {
                var source =
                        Streams.of(1, 2, 3)
                                .chain(
                                        Streams.<Integer>generate(() -> {
                                            try {
                                                sleep(Duration.ofHours(1)).await();
                                                return 4;
                                            } finally {
                                                yieldNow().await();
                                                cleaned.set(true);
                                            }
                                        }));
                try (var stream = source) {
                    while (true) {
                        switch (select(stream.next(), sleep(Duration.ofMillis(20))).await()) {
                            case Select2.First(var _) -> {}
                            case Select2.Second(var _) -> {
                                assertThat(cleaned).isFalse();
                                return;
                            }
                        }
                    }
                } finally {
                    assertThat(cleaned).isTrue();
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void abortedTaskEndsItsStream(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            var channel = Mpsc.<Integer>channel(1);
            var task =
                    runtime.spawn(
                            Streams.from(channel.receiver())
                                    .forEach(i -> sleep(Duration.ofHours(1)).await()));
            runtime.blockOn(() -> {
                channel.sender().send(1).await();
                channel.sender().send(2).await();
                task.abort();
                channel.sender().closed().await();
            });
            assertThatThrownBy(() -> runtime.blockOn(task))
                    .isInstanceOf(TaskCancelledException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectionsOfAListener(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            int served =
                    runtime.blockOn(() -> {
                        var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
                        var listener = TcpListener.bind(any);
                        var address = listener.localAddress();
                        var client =
                                yamanote.Async.spawnBlocking(() -> {
                                    for (int i = 0; i < 3; i++) {
                                        new Socket(address.getAddress(), address.getPort()).close();
                                    }
                                });
                        int count = 0;
                        try (var connections = Streams.from(listener).take(3)) {
                            while (connections.next().await()
                                    instanceof yamanote.net.TcpStream tcp) {
                                tcp.close();
                                count++;
                            }
                        }
                        client.await();
                        return count;
                    });
            assertThat(served).isEqualTo(3);
        }
    }
}
