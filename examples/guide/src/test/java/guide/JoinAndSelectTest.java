package guide;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.join;
import static yamanote.Async.select;
import static yamanote.Async.selectBiased;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.future.CancelSafety.Loss.LOSES_DATA;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import yamanote.future.CancelSafety;
import yamanote.future.Future;
import yamanote.future.Select2;
import yamanote.sync.Oneshot;
import yamanote.time.Moment;

/** One after the other, all at once, the first of them: and what happens to a loser. */
class JoinAndSelectTest {
    private final Shop shop = new Shop();
    private final List<String> log = new ArrayList<>();

    private static Future<Long> elapsed(Future<?> work) {
        return async(() -> {
            Moment start = Moment.now();
            work.await();
            return start.elapsed().toMillis();
        });
    }

    @Test
    void sequentialAwaitsAddUp() throws Exception {
        Future<Void> both =
                async(() -> {
                    var user = shop.fetchUser(42).await();
                    shop.fetchPosts(user.id()).await();
                });
        try (var runtime = Shop.paused()) {
            assertThat(runtime.blockOn(elapsed(both))).isEqualTo(50 + 80);
        }
    }

    @Test
    void joinTakesAsLongAsTheSlowest() throws Exception {
        Future<Void> both =
                async(() -> {
                    var all = join(shop.fetchUser(42), shop.fetchPosts(42)).await();
                    assertThat(all.first().id()).isEqualTo(42);
                    assertThat(all.second()).hasSize(2);
                });
        try (var runtime = Shop.paused()) {
            assertThat(runtime.blockOn(elapsed(both))).isEqualTo(80);
        }
        assertThat(shop.log).hasSize(2);
    }

    @Test
    void selectTakesTheFirstAndCancelsTheOther() throws Exception {
        try (var runtime = Shop.paused()) {
            runtime.blockOn(
                    async(() -> {
                        switch (select(shop.fetchUser(42), sleep(Duration.ofSeconds(5))).await()) {
                            case Select2.First(var user) -> log.add("fetched " + user.id());
                            case Select2.Second(var _) -> log.add("timeout");
                        }
                    }));
        }
        assertThat(log).containsExactly("fetched 42");
    }

    @CancelSafety(LOSES_DATA)
    private Future<Void> writeToDatabase() {
        return async(() -> {
            try {
                log.add("begin");
                sleep(Duration.ofMillis(100)).await();
                log.add("commit");
            } finally {
                log.add("release");
            }
        });
    }

    /**
     * The guide's dangerous example: the write is abandoned in the middle. Its finally still runs.
     * The compiler warns of it, since writeToDatabase() is marked.
     */
    @Test
    @SuppressWarnings("yamanote.cancelSafety")
    void losingWriteIsAbandonedMidWay() throws Exception {
        try (var runtime = Shop.paused()) {
            runtime.blockOn(
                    async(() -> {
                        select(writeToDatabase(), sleep(Duration.ofMillis(10))).await();
                        assertThat(log).containsExactly("begin", "release");
                    }));
        }
    }

    /** The guide's cure: the write is a task of its own, only the waiting for it is cancelled. */
    @Test
    void writeInATaskGoesOnWhenItsWaiterTimesOut() throws Exception {
        try (var runtime = Shop.paused()) {
            runtime.blockOn(
                    async(() -> {
                        var done = Oneshot.<Boolean>channel();
                        var writer =
                                spawn(() -> {
                                    writeToDatabase().await();
                                    done.sender().send(true);
                                });
                        switch (select(done.receiver(), sleep(Duration.ofMillis(10))).await()) {
                            case Select2.First(var _) -> log.add("write completed");
                            case Select2.Second(var _) -> log.add("timed out");
                        }
                        writer.await();
                    }));
        }
        assertThat(log).containsExactly("begin", "timed out", "commit", "release");
    }

    @Test
    void biasedSelectPollsInWrittenOrder() throws Exception {
        try (var runtime = Shop.paused()) {
            for (int i = 0; i < 100; i++) {
                var won =
                        runtime.blockOn(
                                async(() ->
                                        switch (selectBiased(critical(), lessImportant()).await()) {
                                            case Select2.First(var v) -> v;
                                            case Select2.Second(var v) -> v;
                                        }));
                assertThat(won).isEqualTo("critical");
            }
        }
    }

    private static Future<String> critical() {
        return async(() -> "critical");
    }

    private static Future<String> lessImportant() {
        return async(() -> "less important");
    }

    /** A receiver used by reference stays: selecting over it in a loop loses nothing. */
    @Test
    void byRefKeepsTheLoserForTheNextRound() throws Exception {
        try (var runtime = Shop.paused()) {
            runtime.blockOn(
                    async(() -> {
                        Future<Shop.User> user = shop.fetchUser(7); // takes 50 ms
                        int ticks = 0;
                        while (true) {
                            switch (select(user.byRef(), sleep(Duration.ofMillis(20))).await()) {
                                case Select2.First(var u) -> {
                                    assertThat(u.id()).isEqualTo(7);
                                    assertThat(ticks).isEqualTo(2);
                                    return;
                                }
                                case Select2.Second(var _) -> ticks++;
                            }
                        }
                    }));
        }
        assertThat(shop.log).hasSize(1);
    }
}
