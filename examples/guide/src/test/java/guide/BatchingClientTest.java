package guide;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.interval;
import static yamanote.Async.selectBiased;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import yamanote.future.Future;
import yamanote.future.Select2;
import yamanote.sync.Mpsc;
import yamanote.sync.Oneshot;
import yamanote.task.JoinHandle;
import yamanote.time.Moment;

/** A client that gathers single calls into batches: by number, or by time. */
class BatchingClientTest {
    private record Request<T, R>(T item, Oneshot.Sender<R> responder) {}

    static final class BatchingClient<T, R> implements AutoCloseable {
        private final Mpsc.Sender<Request<T, R>> sender;

        BatchingClient(int batchSize, Duration batchTimeout, BatchFunction<T, R> function) {
            Mpsc.Channel<Request<T, R>> channel = Mpsc.channel(100);
            sender = channel.sender();
            spawn(gather(channel.receiver(), batchSize, batchTimeout, function));
        }

        private static <T, R> Future<Void> gather(
                Mpsc.Receiver<Request<T, R>> requests,
                int batchSize,
                Duration batchTimeout,
                BatchFunction<T, R> function) {
            return async(() -> {
                List<Request<T, R>> batch = new ArrayList<>(batchSize);
                var ticks = interval(batchTimeout);
                boolean open = true;
                while (open) {
                    // Both are cancel safe: the one that loses has taken nothing.
                    switch (selectBiased(requests.receive(), ticks.tick()).await()) {
                        case Select2.First(var request) when request != null -> {
                            batch.add(request);
                            if (batch.size() >= batchSize) {
                                process(batch, function);
                            }
                        }
                        case Select2.First(var _) -> open = false;
                        case Select2.Second(var _) -> process(batch, function);
                    }
                }
                process(batch, function);
            });
        }

        private static <T, R> void process(
                List<Request<T, R>> batch, BatchFunction<T, R> function) {
            if (batch.isEmpty()) {
                return;
            }
            List<R> results = function.apply(batch.stream().map(Request::item).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).responder().send(results.get(i));
            }
            batch.clear();
        }

        Future<R> call(T item) {
            return async(() -> {
                Oneshot.Channel<R> answer = Oneshot.channel();
                sender.send(new Request<>(item, answer.sender())).await();
                return answer.receiver().await();
            });
        }

        @Override
        public void close() {
            sender.close();
        }
    }

    @FunctionalInterface
    interface BatchFunction<T, R> {
        List<R> apply(List<T> items);
    }

    private final List<Integer> sizes = new ArrayList<>();

    private BatchFunction<String, String> each(UnaryOperator<String> one) {
        return items -> {
            sizes.add(items.size());
            return items.stream().map(one).toList();
        };
    }

    @Test
    void fullBatchGoesAtOnceAndTheRestWithTheTick() throws Exception {
        try (var runtime = Shop.paused()) {
            runtime.blockOn(() -> {
                try (var client =
                        new BatchingClient<>(
                                10, Duration.ofMillis(20), each(String::toUpperCase))) {
                    sleep(Duration.ofMillis(1)).await();
                    Moment start = Moment.now();
                    List<JoinHandle<String>> calls = new ArrayList<>();
                    for (int i = 0; i < 25; i++) {
                        calls.add(spawn(client.call("item " + i)));
                    }
                    for (int i = 0; i < 20; i++) {
                        assertThat(calls.get(i).await()).isEqualTo("ITEM " + i);
                    }
                    assertThat(start.elapsed()).isZero();
                    assertThat(calls.get(24).await()).isEqualTo("ITEM 24");
                    assertThat(start.elapsed()).isEqualTo(Duration.ofMillis(19));
                }
            });
        }
        assertThat(sizes).containsExactly(10, 10, 5);
    }

    @Test
    void closingTheClientSendsWhatIsGathered() throws Exception {
        try (var runtime = Shop.paused()) {
            runtime.blockOn(() -> {
                var client = new BatchingClient<>(10, Duration.ofHours(1), each(it -> it));
                sleep(Duration.ofMillis(1)).await();
                Moment start = Moment.now();
                JoinHandle<String> call = spawn(client.call("last"));
                sleep(Duration.ofMillis(1)).await();
                client.close();
                assertThat(call.await()).isEqualTo("last");
                assertThat(start.elapsed()).isEqualTo(Duration.ofMillis(1));
            });
        }
        assertThat(sizes).containsExactly(1);
    }
}
