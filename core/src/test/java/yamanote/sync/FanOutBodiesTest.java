package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.join;
import static yamanote.Async.select;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.Async.timeout;
import static yamanote.Async.yieldNow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Future;
import yamanote.future.Select2;
import yamanote.runtime.AsyncRuntime;

/** The channels to many receivers under woven bodies: what a user writes. */
@Timeout(30)
class FanOutBodiesTest {
    private static AsyncRuntime paused() {
        return AsyncRuntime.currentThread().startPaused(true).build();
    }

    @Test
    void everySubscriberLoopsOverAllEvents() throws Exception {
        try (var runtime = paused()) {
            Broadcast.Sender<Integer> events = Broadcast.sender(16);
            var sums =
                    runtime.blockOn(() -> {
                        var first = spawn(sum(events.subscribe()));
                        var second = spawn(sum(events.subscribe()));
                        yieldNow().await();
                        for (int i = 1; i <= 4; i++) {
                            assertThat(events.send(i)).isEqualTo(2);
                            sleep(Duration.ofMillis(1)).await();
                        }
                        events.close();
                        return join(first, second).await();
                    });
            assertThat(sums.first()).isEqualTo(10);
            assertThat(sums.second()).isEqualTo(10);
        }
    }

    private static Future<Integer> sum(Broadcast.Receiver<Integer> rx) {
        return async(() -> {
            int sum = 0;
            try (rx) {
                while (rx.receive().await() instanceof Integer event) {
                    sum += event;
                }
            }
            return sum;
        });
    }

    /** B225, of the broadcast receiver. */
    @Test
    void aReceiveThatTimesOutLosesNothing() throws Exception {
        try (var runtime = paused()) {
            Broadcast.Channel<String> events = Broadcast.channel(2);
            List<String> got =
                    runtime.blockOn(() -> {
                        var sender =
                                spawn(() -> {
                                    for (int i = 0; i < 3; i++) {
                                        sleep(Duration.ofMillis(25)).await();
                                        events.sender().send("e" + i);
                                    }
                                    events.sender().close();
                                });
                        var log = new ArrayList<String>();
                        while (true) {
                            try {
                                var event =
                                        timeout(Duration.ofMillis(10), events.receiver().receive())
                                                .await();
                                if (event == null) {
                                    break;
                                }
                                log.add(event);
                            } catch (TimeoutException e) {
                                log.add(".");
                            }
                        }
                        sender.await();
                        return log;
                    });
            assertThat(got).containsSubsequence("e0", "e1", "e2").contains(".");
        }
    }

    @Test
    void configurationIsAppliedWhenItChanges() throws Exception {
        try (var runtime = paused()) {
            var applied = new ArrayList<Integer>();
            Watch.Channel<Integer> config = Watch.channel(0);
            runtime.blockOn(() -> {
                var follower =
                        spawn(() -> {
                            try (var rx = config.receiver()) {
                                while (true) {
                                    applied.add(rx.borrowAndUpdate());
                                    rx.changed().await();
                                }
                            } catch (ClosedException e) {
                                applied.add(-1);
                            }
                        });
                yieldNow().await();
                config.sender().send(1);
                yieldNow().await();
                config.sender().send(2);
                config.sender().send(3);
                yieldNow().await();
                config.sender().close();
                follower.await();
            });
            assertThat(applied).containsExactly(0, 1, 3, -1);
        }
    }

    @Test
    void aWaitForLosesASelectAndIsMadeAnew() throws Exception {
        try (var runtime = paused()) {
            Watch.Channel<Integer> progress = Watch.channel(0);
            int ticks =
                    runtime.blockOn(() -> {
                        spawn(() -> {
                            for (int i = 1; i <= 10; i++) {
                                sleep(Duration.ofMillis(10)).await();
                                progress.sender().send(i);
                            }
                        });
                        int waited = 0;
                        while (true) {
                            var done = progress.receiver().waitFor(p -> p == 10);
                            var tick = sleep(Duration.ofMillis(33));
                            if (select(done, tick).await() instanceof Select2.First<?, ?>) {
                                return waited;
                            }
                            waited++;
                        }
                    });
            assertThat(ticks).isEqualTo(3);
        }
    }

    /** B097: a receiver that is never idle lets others run. */
    @Test
    void aBusyReceiverDoesNotStarveOthers() throws Exception {
        try (var runtime = paused()) {
            Broadcast.Channel<Integer> events = Broadcast.channel(1024);
            for (int i = 0; i < 1024; i++) {
                events.sender().send(i);
            }
            events.sender().close();
            int leftWhenOtherRan =
                    runtime.blockOn(() -> {
                        var other = spawn(() -> events.receiver().size());
                        while (events.receiver().receive().await() instanceof Integer) {}
                        return other.await();
                    });
            assertThat(leftWhenOtherRan).isBetween(1, 1024 - 128 + 1);
        }
    }
}
