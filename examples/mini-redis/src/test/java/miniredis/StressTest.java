package miniredis;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.joinAll;
import static yamanote.Async.spawn;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import yamanote.future.Future;
import yamanote.runtime.AsyncRuntime;
import yamanote.task.JoinHandle;

/** Many clients at once change the same keys: nothing is lost, doubled or out of order. */
class StressTest {
    private TestServer server;
    private AsyncRuntime clients;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start();
        clients = AsyncRuntime.multiThread().workerThreads(2).name("clients").build();
    }

    @AfterEach
    void stop() throws Exception {
        clients.close();
        server.assertNothingLeft();
        server.close();
    }

    private Future<Client> connect() {
        return Client.connect(new InetSocketAddress("127.0.0.1", server.port()));
    }

    private interface OfClient<T> {
        Future<T> with(int number);
    }

    /** Runs {@code count} clients, each a task, and gives what each has brought. */
    private <T> List<T> all(int count, OfClient<T> client) throws Exception {
        return clients.blockOn(
                async(() -> {
                    List<JoinHandle<T>> tasks = new ArrayList<>();
                    for (int i = 0; i < count; i++) {
                        tasks.add(spawn(client.with(i)));
                    }
                    return joinAll(tasks).await();
                }));
    }

    @Test
    void everyIncrementOfOneCounterCounts() throws Exception {
        int inPipeline = 40;
        all(50, _ -> increment(50, inPipeline));
        try (Wire client = server.connect()) {
            assertThat(client.ask("GET", "counter")).isEqualTo("$6\r\n100000\r\n");
        }
    }

    private Future<@Nullable Void> increment(int pipelines, int inPipeline) {
        return async(() -> {
            try (Client client = connect().await()) {
                long last = 0;
                for (int i = 0; i < pipelines; i++) {
                    for (int j = 0; j < inPipeline; j++) {
                        client.write("INCR", "counter");
                    }
                    client.flush().await();
                    for (int j = 0; j < inPipeline; j++) {
                        long now = ((Reply.Number) client.read().await()).value();
                        assertThat(now).isGreaterThan(last);
                        last = now;
                    }
                }
            }
        });
    }

    @Test
    void everyItemIsPoppedOnceAndOfEachProducerInOrder() throws Exception {
        int producers = 4;
        int items = 2000;
        int consumers = 4;
        List<List<String>> got =
                all(
                        producers + consumers,
                        i ->
                                i < producers
                                        ? produce("p" + i, items)
                                        : consume(producers * items / consumers));
        List<String> popped = got.stream().flatMap(List::stream).toList();
        assertThat(popped).hasSize(producers * items).doesNotHaveDuplicates();
        for (List<String> ofOne : got) {
            assertRising(ofOne);
        }
        try (Wire client = server.connect()) {
            assertThat(client.ask("LLEN", "queue")).isEqualTo(":0\r\n");
        }
    }

    private Future<List<String>> produce(String name, int items) {
        return async(() -> {
            try (Client client = connect().await()) {
                for (int i = 0; i < items; i++) {
                    client.call("RPUSH", "queue", name + ":" + i).await();
                }
                return List.of();
            }
        });
    }

    private Future<List<String>> consume(int items) {
        return async(() -> {
            List<String> got = new ArrayList<>();
            try (Client client = connect().await()) {
                while (got.size() < items) {
                    got.add(text(client.call("BLPOP", "queue", "0").await(), 1));
                }
            }
            return got;
        });
    }

    /** Of each sender, by "name:number". */
    private static void assertRising(List<String> received) {
        for (int sender = 0; sender < 4; sender++) {
            String prefix = "p" + sender + ":";
            List<Integer> numbers =
                    received.stream()
                            .filter(item -> item.startsWith(prefix))
                            .map(item -> Integer.valueOf(item.substring(prefix.length())))
                            .toList();
            assertThat(numbers).isSorted();
        }
    }

    @Test
    void eachPublishersMessagesKeepTheirOrder() throws Exception {
        int messages = 500;
        List<Client> subscribers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Client subscriber = clients.blockOn(connect());
            clients.blockOn(subscriber.call("SUBSCRIBE", "channel"));
            subscribers.add(subscriber);
        }
        List<List<String>> received =
                all(5, i -> i < 2 ? publish("p" + i, messages) : receive(subscribers.get(i - 2)));
        for (List<String> ofOne : received.subList(2, 5)) {
            assertThat(ofOne).hasSize(2 * messages).doesNotHaveDuplicates();
            assertRising(ofOne);
        }
        subscribers.forEach(Client::close);
    }

    private Future<List<String>> publish(String name, int messages) {
        return async(() -> {
            try (Client client = connect().await()) {
                for (int i = 0; i < messages; i++) {
                    client.call("PUBLISH", "channel", name + ":" + i).await();
                }
            }
            return List.of();
        });
    }

    private Future<List<String>> receive(Client subscriber) {
        return async(() -> {
            List<String> received = new ArrayList<>();
            while (received.size() < 1000) {
                received.add(text(subscriber.read().await(), 2));
            }
            return received;
        });
    }

    private static String text(Reply reply, int index) {
        return ((Reply.Array) reply).items().get(index).toString();
    }

    /** A reply that was promised by an execution comes, though the server ends meanwhile. */
    @Test
    void shutdownUnderLoadLosesNoReply() throws Exception {
        try (var other = TestServer.start()) {
            List<Long> answered =
                    all(20, i -> i == 0 ? shutDownSoon(other) : incrementUntilTheEnd(other.port()));
            other.awaitEnd(java.time.Duration.ofSeconds(8));
            long counter =
                    other.inside(() -> {
                        Slice text = other.server().db().text(Slice.of("counter"));
                        return text == null ? 0 : Long.parseLong(text.toString());
                    });
            assertThat(answered.stream().mapToLong(Long::longValue).sum()).isEqualTo(counter);
        }
    }

    private Future<Long> shutDownSoon(TestServer other) {
        return async(() -> {
            yamanote.Async.sleep(java.time.Duration.ofMillis(150)).await();
            other.server().shutdown();
            return 0L;
        });
    }

    private Future<Long> incrementUntilTheEnd(int port) {
        return async(() -> {
            long answered = 0;
            try (Client client = Client.connect(new InetSocketAddress("127.0.0.1", port)).await()) {
                while (true) {
                    client.call("INCR", "counter").await();
                    answered++;
                }
            } catch (java.io.IOException closed) {
                return answered;
            }
        });
    }
}
