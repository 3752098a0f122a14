package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.yieldNow;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Future;

/** What happens once a round, or once at all, happens once and reaches everybody. */
@Timeout(120)
class OnceStressTest {
    private static final int ROUNDS = TaskStress.EACH;

    /** B200. */
    @ParameterizedTest
    @EnumSource
    void aBarrierHasOneLeaderARoundAndNobodyRunsAhead(Flavour flavour) throws Exception {
        var barrier = Barrier.of(TaskStress.TASKS);
        var leaders = new AtomicInteger();
        var arrived = new AtomicInteger();
        TaskStress.run(
                flavour,
                _ ->
                        async(() -> {
                            for (int round = 1; round <= ROUNDS; round++) {
                                arrived.incrementAndGet();
                                if (barrier.arrive().await().isLeader()) {
                                    leaders.incrementAndGet();
                                }
                                if (arrived.get() < round * TaskStress.TASKS) {
                                    throw new AssertionError("ran ahead in round " + round);
                                }
                            }
                        }));
        assertThat(leaders).hasValue(ROUNDS);
    }

    /** B202. */
    @ParameterizedTest
    @EnumSource
    void aCellIsMadeOnceWhateverFailsOrIsCancelled(Flavour flavour) throws Exception {
        var cells = IntStream.range(0, ROUNDS).mapToObj(_ -> OnceCell.<Integer>create()).toList();
        var made = new AtomicIntegerArray(ROUNDS);
        TaskStress.run(
                flavour,
                id ->
                        async(() -> {
                            var random = new SplittableRandom(id);
                            for (int i = 0; i < ROUNDS; i++) {
                                int round = i;
                                Future<Integer> get =
                                        cells.get(i)
                                                .getOrInit(() -> {
                                                    int dice = random.nextInt(8);
                                                    if (dice < 2) {
                                                        yieldNow().await();
                                                    }
                                                    if (dice == 0) {
                                                        throw new IOException("no");
                                                    }
                                                    return made.incrementAndGet(round) * 10;
                                                });
                                try {
                                    Integer value = TaskStress.maybe(get, random).await();
                                    if (value != null && value != 10) {
                                        throw new AssertionError("made " + value + " times");
                                    }
                                } catch (IOException e) {
                                    // the next makes it
                                }
                            }
                        }));
        for (int i = 0; i < ROUNDS; i++) {
            assertThat(cells.get(i).isInitialized()).isEqualTo(made.get(i) == 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aValueThatIsSetReachesAllWhoWait(Flavour flavour) throws Exception {
        var values = IntStream.range(0, ROUNDS).mapToObj(_ -> SetOnce.<Integer>create()).toList();
        TaskStress.run(
                flavour,
                id ->
                        async(() -> {
                            var random = new SplittableRandom(id);
                            for (int i = 0; i < ROUNDS; i++) {
                                var once = values.get(i);
                                if (i % TaskStress.TASKS == id) {
                                    once.set(i);
                                    continue;
                                }
                                Integer value = TaskStress.maybe(once.value(), random).await();
                                if (value != null && value != i) {
                                    throw new AssertionError(value + " in place of " + i);
                                }
                            }
                        }));
    }
}
