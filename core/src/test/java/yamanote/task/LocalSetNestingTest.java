package yamanote.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static yamanote.Async.join;
import static yamanote.Async.sleep;
import static yamanote.Async.spawnLocal;
import static yamanote.Async.yieldNow;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.sync.Oneshot;

/** Several that drive one set, and sets inside of sets. */
@Timeout(60)
class LocalSetNestingTest {
    private final LocalSet set = LocalSet.create();

    @ParameterizedTest
    @EnumSource
    void severalRunUntilsOfOneTaskDriveTheSetTogether(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            var first = Oneshot.<Integer>channel();
            var second = Oneshot.<Integer>channel();
            JoinHandle<Integer> slow =
                    set.spawnLocal(() -> {
                        first.sender().send(1);
                        sleep(Duration.ofMillis(5)).await();
                        second.sender().send(2);
                        return 3;
                    });
            var both =
                    runtime.blockOn(
                            join(
                                    set.runUntil(() -> second.receiver().await()),
                                    set.runUntil(() -> first.receiver().await())));
            assertThat(both.first() + both.second()).isEqualTo(3);
            assertThat(runtime.<Integer>blockOn(slow)).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSetIsAwaitedFromInsideRunUntilAndRunUntilInATask(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            int value =
                    runtime.blockOn(
                            set.runUntil(() -> {
                                JoinHandle<Integer> nested =
                                        spawnLocal(() ->
                                                set.runUntil(
                                                                () -> {
                                                                    sleep(Duration.ofMillis(1))
                                                                            .await();
                                                                    return spawnLocal(() -> 5)
                                                                            .await();
                                                                })
                                                        .await());
                                set.await();
                                assertThat(nested.isFinished()).isTrue();
                                return nested.await();
                            }));
            assertThat(value).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSetMayBeDrivenInsideOfAnother(Flavour flavour) throws Exception {
        LocalSet inner = LocalSet.create();
        try (var runtime = flavour.build()) {
            var there = Oneshot.<Integer>channel();
            JoinHandle<Integer> outerTask = set.spawnLocal(() -> there.receiver().await());
            set.spawnLocal(() -> {
                inner.runUntil(
                                () -> {
                                    spawnLocal(
                                                    () -> {
                                                        yieldNow().await();
                                                        there.sender().send(9);
                                                    })
                                            .await();
                                })
                        .await();
            });
            runtime.blockOn(set);
            assertThat(runtime.<Integer>blockOn(outerTask)).isEqualTo(9);
        }
    }

    @ParameterizedTest
    @EnumSource
    void awaitingOrClosingTheSetInOneOfItsTasksThrows(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            JoinHandle<Void> awaits = set.spawnLocal(() -> set.await());
            JoinHandle<Void> closes = set.spawnLocal(() -> set.closeAsync().await());
            runtime.blockOn(set);
            for (JoinHandle<Void> handle : List.of(awaits, closes)) {
                assertThatIllegalStateException()
                        .isThrownBy(() -> runtime.blockOn(handle))
                        .withMessageContaining("do it in runUntil(…)");
            }
        }
    }
}
