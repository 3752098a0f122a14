package guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import yamanote.future.Future;
import yamanote.stream.AsyncStream;
import yamanote.stream.Streams;
import yamanote.sync.ClosedException;
import yamanote.sync.Mpsc;
import yamanote.task.Outcome;
import yamanote.time.Moment;

/** Streams, and how a slow consumer holds a fast producer back. */
class StreamsTest {
    private record Item(int number) {}

    private record ProcessedItem(int number) {}

    private final List<Integer> database = new ArrayList<>();
    private int taken;
    private int mostAhead;

    /** A thousand items; notes how far ahead of the database they are taken. */
    private AsyncStream<Item> items() {
        return Streams.iter(IntStream.range(0, 1_000).boxed())
                .map(Item::new)
                .inspect(item -> {
                    taken++;
                    mostAhead = Math.max(mostAhead, taken - database.size());
                });
    }

    private static Future<ProcessedItem> processItem(Item item) {
        return async(() -> {
            if (item.number() == 500_000) {
                throw new IOException("bad item");
            }
            return new ProcessedItem(item.number());
        });
    }

    private Future<@Nullable Void> writeToDb(ProcessedItem item) {
        return async(() -> {
            sleep(Duration.ofMillis(1)).await();
            database.add(item.number());
        });
    }

    private Future<@Nullable Void> processStream(AsyncStream<Item> stream) {
        return async(() -> {
            var channel = Mpsc.<ProcessedItem>channel(100); // buffer = back-pressure
            var producer =
                    spawn(() -> {
                        try (var tx = channel.sender();
                                var items = stream) {
                            while (items.next().await() instanceof Item item) {
                                tx.send(processItem(item).await()).await();
                            }
                        } catch (ClosedException receiverIsGone) {
                            // there is nobody to produce for
                        }
                    });
            try (var rx = channel.receiver()) {
                while (rx.receive().await() instanceof ProcessedItem item) {
                    writeToDb(item).await();
                }
            }
            producer.await();
        });
    }

    @Test
    void everyItemArrivesInOrder() throws Exception {
        try (var runtime = Shop.paused()) {
            runtime.blockOn(processStream(items()));
        }
        assertThat(database).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
    }

    /** A full channel, the item that is sent and the one that is written. */
    @Test
    void slowConsumerHoldsTheProducerBack() throws Exception {
        try (var runtime = Shop.paused()) {
            runtime.blockOn(processStream(items()));
        }
        assertThat(mostAhead).isLessThanOrEqualTo(102);
    }

    @Test
    void failureOfTheProducerReachesTheCaller() throws Exception {
        try (var runtime = Shop.paused()) {
            var bad = Streams.of(new Item(1), new Item(500_000), new Item(2));
            assertThatThrownBy(() -> runtime.blockOn(processStream(bad)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("bad item");
        }
        assertThat(database).containsExactly(1);
    }

    @Test
    void producerStopsWhenTheReceiverIsGone() throws Exception {
        try (var runtime = Shop.paused()) {
            runtime.blockOn(() -> {
                var channel = Mpsc.<Item>channel(100);
                var producer = spawn(items().forEach(item -> channel.sender().send(item).await()));
                try (var rx = channel.receiver()) {
                    rx.receive().await();
                }
                assertThat(producer.outcome().await()).isInstanceOf(Outcome.Failed.class);
            });
        }
        assertThat(taken).isLessThanOrEqualTo(103);
    }

    /** Operators ask for an item when they are asked for one: they need no channel. */
    @Test
    void operatorsHaveTheirBackPressureBuiltIn() throws Exception {
        try (var runtime = Shop.paused()) {
            runtime.blockOn(
                    items().then(item -> processItem(item).await())
                            .forEach(item -> writeToDb(item).await()));
        }
        assertThat(database).hasSize(1_000);
        assertThat(mostAhead).isEqualTo(1);
    }

    @Test
    void aBufferKeepsSeveralOnTheirWay() throws Exception {
        try (var runtime = Shop.paused()) {
            Duration took =
                    runtime.blockOn(() -> {
                        Moment start = Moment.now();
                        long written =
                                items().bufferUnordered(
                                                10,
                                                item -> {
                                                    writeToDb(processItem(item).await()).await();
                                                    return item;
                                                })
                                        .count()
                                        .await();
                        assertThat(written).isEqualTo(1_000);
                        return start.elapsed();
                    });
            assertThat(took).isEqualTo(Duration.ofMillis(100));
        }
        assertThat(mostAhead).isLessThanOrEqualTo(10);
    }

    @Test
    void chunksSaveRoundTrips() throws Exception {
        var sizes = new ArrayList<Integer>();
        try (var runtime = Shop.paused()) {
            runtime.blockOn(
                    items().chunksTimeout(300, Duration.ofMillis(50))
                            .forEach(chunk -> {
                                sleep(Duration.ofMillis(1)).await();
                                sizes.add(chunk.size());
                            }));
        }
        assertThat(sizes).containsExactly(300, 300, 300, 100);
    }
}
