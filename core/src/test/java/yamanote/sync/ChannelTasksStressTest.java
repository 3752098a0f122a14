package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.spawn;
import static yamanote.Async.yieldNow;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.Stress;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.runtime.AsyncRuntime;
import yamanote.task.JoinHandle;

/** Many messages between tasks, by all ways to send and to receive. */
@Timeout(60)
class ChannelTasksStressTest {
    private static final int SENDERS = 4;
    private static final int EACH = Stress.OPERATIONS / SENDERS;

    enum Tasks {
        ON_ONE_THREAD,
        ON_WORKERS;

        AsyncRuntime build() {
            return this == ON_ONE_THREAD
                    ? AsyncRuntime.currentThread().build()
                    : AsyncRuntime.multiThread().workerThreads(2).build();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyMessageArrivesOnceAndInOrder(Tasks tasks) throws Exception {
        try (var runtime = tasks.build()) {
            Mpsc.Channel<Integer> channel = Mpsc.channel(16);
            for (int id = 0; id < SENDERS; id++) {
                runtime.spawn(sendAll(channel.sender().share(), id));
            }
            channel.sender().close();
            runtime.blockOn(receiveAll(channel.receiver()));
            assertThat(channel.receiver().capacity()).isEqualTo(16);
            assertThat(channel.receiver().senderCount()).isZero();
            assertThat(channel.receiver().weakSenderCount()).isZero();
        }
    }

    private static Future<@Nullable Void> sendAll(Mpsc.Sender<Integer> first, int id) {
        return async(() -> {
            var tx = first;
            var random = new SplittableRandom(id);
            for (int i = 0; i < EACH; i++) {
                int message = i * SENDERS + id;
                switch (random.nextInt(8)) {
                    case 0 -> tx.reserve().await().send(message);
                    case 1 -> {
                        try (var permits = tx.reserveMany(1 + random.nextInt(16)).await()) {
                            permits.next().send(message);
                        }
                    }
                    case 2 -> tx = tx.reserveOwned().await().send(message);
                    case 3 -> {
                        try (var weak = tx.downgrade()) {
                            var other = Objects.requireNonNull(weak.upgrade());
                            tx.close();
                            tx = other;
                        }
                        tx.send(message).await();
                    }
                    case 4 -> {
                        while (tx.trySend(message) == TrySend.FULL) {
                            yieldNow().await();
                        }
                    }
                    case 5 -> {
                        // A wait that is given up, whether it has got its slot or not.
                        var left = tx.reserveMany(2);
                        var polled = left.poll(Context.noop());
                        left.cancel(Context.noop());
                        if (polled instanceof Poll.Ready<Mpsc.Permits<Integer>>(var permits)) {
                            permits.close();
                        }
                        tx.send(message).await();
                    }
                    default -> tx.send(message).await();
                }
            }
            tx.close();
            return null;
        });
    }

    private static Future<@Nullable Void> receiveAll(Mpsc.Receiver<Integer> rx) {
        return async(() -> {
            int[] next = new int[SENDERS];
            List<Integer> got = new ArrayList<>();
            int count = 0;
            while (count < SENDERS * EACH) {
                got.clear();
                if (count % 3 == 0) {
                    rx.receiveMany(got, 7).await();
                } else if (rx.receive().await() instanceof Integer one) {
                    got.add(one);
                }
                count += got.size();
                assertInOrder(got, next);
            }
            assertThat(rx.receive().await()).isNull();
            return null;
        });
    }

    private static void assertInOrder(List<Integer> got, int[] next) {
        if (got.isEmpty()) {
            throw new AssertionError("the channel ended early");
        }
        for (int message : got) {
            if (message / SENDERS != next[message % SENDERS]++) {
                throw new AssertionError(message + " out of order");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyMessageOfAnUnboundedChannelArrivesOnceAndInOrder(Tasks tasks) throws Exception {
        try (var runtime = tasks.build()) {
            Mpsc.Unbounded<Integer> channel = Mpsc.unbounded();
            for (int id = 0; id < SENDERS; id++) {
                runtime.spawn(sendAll(channel.sender().share(), id));
            }
            channel.sender().close();
            runtime.blockOn(receiveAll(channel.receiver()));
            assertThat(channel.receiver().senderCount()).isZero();
        }
    }

    private static Future<@Nullable Void> sendAll(Mpsc.UnboundedSender<Integer> tx, int id) {
        return async(() -> {
            var random = new SplittableRandom(id);
            try (tx) {
                for (int i = 0; i < EACH; i++) {
                    tx.send(i * SENDERS + id);
                    if (random.nextInt(16) == 0) {
                        yieldNow().await();
                    }
                }
            }
            return null;
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyRequestIsAnswered(Tasks tasks) throws Exception {
        try (var runtime = tasks.build()) {
            Mpsc.Channel<Oneshot.Sender<Integer>> requests = Mpsc.channel(4);
            runtime.spawn(() -> {
                int served = 0;
                while (requests.receiver().receive().await()
                        instanceof Oneshot.Sender<Integer> to) {
                    to.send(served++);
                }
            });
            long sum = 0;
            List<JoinHandle<Long>> clients = new ArrayList<>();
            for (int id = 0; id < SENDERS; id++) {
                clients.add(runtime.spawn(ask(requests.sender().share())));
            }
            requests.sender().close();
            for (var client : clients) {
                sum += runtime.blockOn(client);
            }
            long all = (long) SENDERS * EACH;
            assertThat(sum).isEqualTo(all * (all - 1) / 2);
        }
    }

    private static Future<Long> ask(Mpsc.Sender<Oneshot.Sender<Integer>> requests) {
        return async(() -> {
            long sum = 0;
            try (requests) {
                for (int i = 0; i < EACH; i++) {
                    Oneshot.Channel<Integer> answer = Oneshot.channel();
                    requests.send(answer.sender()).await();
                    sum += answer.receiver().await();
                }
            }
            return sum;
        });
    }

    @ParameterizedTest
    @EnumSource
    void everySubscriberSeesTheLastOfAll(Tasks tasks) throws Exception {
        try (var runtime = tasks.build()) {
            Broadcast.Sender<Integer> events = Broadcast.sender(64);
            Watch.Sender<Integer> state = Watch.sender(-1);
            List<JoinHandle<Long>> seen = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                seen.add(runtime.spawn(count(events.subscribe())));
                seen.add(runtime.spawn(last(state.subscribe())));
            }
            runtime.blockOn(() -> {
                spawn(
                                () -> {
                                    for (int i = 0; i < Stress.OPERATIONS; i++) {
                                        events.send(i);
                                        state.send(i);
                                        if (i % 16 == 0) {
                                            yieldNow().await();
                                        }
                                    }
                                    events.close();
                                    state.close();
                                })
                        .await();
            });
            for (var handle : seen) {
                assertThat(runtime.blockOn(handle)).isEqualTo(Stress.OPERATIONS);
            }
        }
    }

    private static Future<Long> count(Broadcast.Receiver<Integer> rx) {
        return async(() -> {
            long count = 0;
            while (true) {
                try {
                    if (!(rx.receive().await() instanceof Integer)) {
                        return count;
                    }
                    count++;
                } catch (LaggedException e) {
                    count += e.missed();
                }
            }
        });
    }

    private static Future<Long> last(Watch.Receiver<Integer> rx) {
        return async(() -> {
            try {
                while (true) {
                    rx.changed().await();
                }
            } catch (ClosedException e) {
                return rx.borrow() + 1L;
            }
        });
    }
}
