package yamanote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static yamanote.Async.async;
import static yamanote.Async.interval;
import static yamanote.Async.select;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.Async.yieldNow;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.runtime.AsyncRuntime;
import yamanote.sync.Mpsc;
import yamanote.time.ElapsedException;
import yamanote.time.Moment;
import yamanote.time.TestClock;

/** Operators over time, on a paused clock; times in milliseconds since the start. */
@Timeout(30)
class TimedStreamsTest {
    private final AsyncRuntime runtime = AsyncRuntime.currentThread().startPaused(true).build();
    private final List<String> events = new ArrayList<>();

    @AfterEach
    void close() {
        runtime.close();
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    /** Numbers, each sent this long after the one before. */
    private static AsyncStream<Integer> after(long... millis) {
        var channel = Mpsc.<Integer>unbounded();
        spawn(() -> {
            try (var tx = channel.sender()) {
                for (int i = 0; i < millis.length; i++) {
                    sleep(ms(millis[i])).await();
                    tx.send(i);
                }
            }
        });
        return Streams.from(channel.receiver());
    }

    private void note(Object what) {
        events.add(what + "@" + Moment.now().nanos() / 1_000_000);
    }

    /** Notes all items and failures with the time at which they came. */
    private Future<@Nullable Void> noteAll(AsyncStream<?> stream) {
        return async(() -> {
            try (stream) {
                for (; ; ) {
                    try {
                        Object item = stream.next().await();
                        note(item == null ? "end" : item);
                        if (item == null) {
                            return;
                        }
                    } catch (ElapsedException e) {
                        note("elapsed");
                    }
                }
            }
        });
    }

    /** B325. */
    @Test
    void timeoutThrowsOnceInEachGap() throws Exception {
        runtime.blockOn(() -> noteAll(after(50, 350, 10, 90).timeout(ms(100))).await());
        assertThat(events)
                .containsExactly("0@50", "elapsed@150", "1@400", "2@410", "3@500", "end@500");
    }

    /** B325. */
    @Test
    void repeatingTimeoutThrowsOnceAPeriod() throws Exception {
        runtime.blockOn(() -> noteAll(after(50, 350, 10).timeoutRepeating(ms(100))).await());
        assertThat(events)
                .containsExactly(
                        "0@50",
                        "elapsed@150",
                        "elapsed@250",
                        "elapsed@350",
                        "1@400",
                        "2@410",
                        "end@410");
    }

    @Test
    void timeoutCountsFromTheFirstPoll() throws Exception {
        runtime.blockOn(() -> {
            var stream = Streams.<Integer>pending().timeout(ms(100));
            sleep(ms(500)).await();
            try (var s = stream) {
                s.next().await();
            } catch (ElapsedException e) {
                note("elapsed");
                assertThat(e.deadline()).isEqualTo(new Moment(600_000_000));
            }
        });
        assertThat(events).containsExactly("elapsed@600");
    }

    @Test
    void lostNextsDoNotMoveTheTimeout() throws Exception {
        runtime.blockOn(() -> {
            var stream = Streams.<Integer>pending().timeout(ms(100));
            for (int i = 0; i < 3; i++) {
                select(stream.next(), sleep(ms(30))).await();
            }
            try {
                stream.next().await();
            } catch (ElapsedException e) {
                note("elapsed");
            }
            stream.closeAsync().await();
        });
        assertThat(events).containsExactly("elapsed@100");
    }

    @Test
    void failureOfTheSourceBeginsANewGap() throws Exception {
        runtime.blockOn(() -> {
            var script = new Script<Integer>("source").fail(new IOException("hiccup"));
            var stream = script.timeout(ms(100));
            try {
                stream.next().await();
            } catch (IOException e) {
                note("failed");
            }
            sleep(ms(80)).await();
            try {
                stream.next().await();
            } catch (ElapsedException e) {
                note("elapsed");
            }
        });
        assertThat(events).containsExactly("failed@0", "elapsed@180");
    }

    @Test
    void timeoutIsSeenThoughTheSourceUsesUpTheBudgetInEveryPoll() throws Exception {
        AsyncStream<Integer> busy =
                cx -> {
                    while (!cx.exhausted()) {
                        cx.spend();
                    }
                    return Poll.pending();
                };
        runtime.blockOn(() -> {
            spawn(() -> TestClock.advance(ms(50)).await());
            try (var stream = busy.timeout(ms(20))) {
                stream.next().await();
            } catch (ElapsedException e) {
                note("elapsed");
            }
        });
        assertThat(events).containsExactly("elapsed@50");
    }

    /** B327. */
    @Test
    void throttleSpacesTheItemsAndNotTheFirst() throws Exception {
        runtime.blockOn(() -> noteAll(Streams.of(1, 2, 3).throttle(ms(100))).await());
        assertThat(events).containsExactly("1@0", "2@100", "3@200", "end@300");
    }

    @Test
    void throttleDoesNotDelayWhatIsSlowAnyway() throws Exception {
        runtime.blockOn(() -> noteAll(after(50, 150, 10).throttle(ms(100))).await());
        assertThat(events).containsExactly("0@50", "1@200", "2@300", "end@400");
    }

    /** B327. */
    @Test
    void throttleOfZeroDoesNotDelay() throws Exception {
        runtime.blockOn(() -> noteAll(Streams.of(1, 2).throttle(Duration.ZERO)).await());
        assertThat(events).containsExactly("1@0", "2@0", "end@0");
    }

    /** ST08. */
    @Test
    void chunksComeWhenTheyAreFullOrSomeTimeAfterTheirFirstItem() throws Exception {
        runtime.blockOn(
                () -> noteAll(after(10, 10, 10, 500, 60, 60).chunksTimeout(3, ms(100))).await());
        assertThat(events).containsExactly("[0, 1, 2]@30", "[3, 4]@630", "[5]@650", "end@650");
    }

    @Test
    void timerOfAFullChunkIsNotThatOfTheNext() throws Exception {
        runtime.blockOn(() -> noteAll(after(0, 90, 20, 200).chunksTimeout(2, ms(100))).await());
        assertThat(events).containsExactly("[0, 1]@90", "[2]@210", "[3]@310", "end@310");
    }

    /** ST08. */
    @Test
    void remainderOfATimedChunkCanBeTaken() throws Exception {
        runtime.blockOn(() -> {
            try (var chunks = after(10, 10, 10).chunksTimeout(9, ms(1000))) {
                select(chunks.next(), sleep(ms(25))).await();
                note(chunks.takeRemainder());
            }
        });
        assertThat(events).containsExactly("[0, 1]@25");
    }

    @Test
    void ticksOfAnInterval() throws Exception {
        runtime.blockOn(() -> {
            var ticks = Streams.from(interval(ms(100)));
            noteAll(ticks.map(due -> due.nanos() / 1_000_000).take(3)).await();
        });
        assertThat(events).containsExactly("0@0", "100@100", "200@200", "end@200");
    }

    /** A timer that is left in the wheel wakes the task that has gone on to other things. */
    @Test
    void timersLeaveTheWheelWhenTheirStreamEnds() throws Exception {
        var hour = Duration.ofHours(1);
        for (var timed :
                List.<Function<AsyncStream<Integer>, AsyncStream<?>>>of(
                        s -> s.timeout(hour),
                        s -> s.timeoutRepeating(hour),
                        s -> s.timeout(hour).take(1),
                        s -> s.throttle(hour).take(1),
                        s -> s.chunksTimeout(2, hour),
                        s -> s.chunksTimeout(1, hour))) {
            for (boolean cancelled : new boolean[] {false, true}) {
                int[] polls = {0};
                runtime.blockOn(() -> {
                    var stream = timed.apply(cancelled ? after(10, 10, 10, 9_000_000) : after(10));
                    try (stream) {
                        for (int i = 0; i < 4; i++) {
                            select(stream.next(), sleep(ms(50))).await();
                        }
                    }
                    yieldNow().await(); // a channel wakes its receiver when that closes it
                    var rest = sleep(Duration.ofHours(2));
                    Future<@Nullable Void> counting =
                            cx -> {
                                polls[0]++;
                                return rest.poll(cx);
                            };
                    counting.await();
                });
                assertThat(polls[0]).isEqualTo(2);
            }
        }
    }

    @Test
    void durationsAreChecked() {
        AsyncStream<Integer> stream = Streams.empty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.timeout(ms(-1)))
                .withMessageContaining("must be >= 0");
        assertThatIllegalArgumentException().isThrownBy(() -> stream.throttle(ms(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> stream.chunksTimeout(2, ms(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.timeoutRepeating(Duration.ZERO))
                .withMessage("period must be > 0, was PT0S");
    }

    @Test
    void outsideOfARuntimeTheOperatorIsNamed() {
        var hand = new Hand();
        assertThatIllegalStateException()
                .isThrownBy(() -> Streams.pending().timeout(ms(1)).pollNext(hand))
                .withMessageContaining("AsyncStream.timeout needs a runtime");
        assertThatIllegalStateException()
                .isThrownBy(() -> Streams.once(1).throttle(ms(1)).pollNext(hand))
                .withMessageContaining("AsyncStream.throttle needs a runtime");
    }
}
