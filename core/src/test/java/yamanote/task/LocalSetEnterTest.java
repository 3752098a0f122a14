package yamanote.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.spawn;
import static yamanote.Async.spawnLocal;
import static yamanote.Async.yieldNow;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A thread that has entered a set; Tokio's {@code LocalSet::enter}. */
@Timeout(60)
class LocalSetEnterTest {
    private final LocalSet set = LocalSet.create();

    /** Tokio's enter_guard_spawn. */
    @ParameterizedTest
    @EnumSource
    void spawnLocalOfAThreadThatEnteredGoesIntoTheSet(Flavour flavour) throws Exception {
        JoinHandle<Integer> early;
        try (var runtime = flavour.build()) {
            try (var _ = set.enter()) {
                early = spawnLocal(() -> 1);
                int sum =
                        runtime.blockOn(
                                set.runUntil(() -> early.await() + spawnLocal(() -> 2).await()));
                assertThat(sum).isEqualTo(3);
                JoinHandle<Integer> late = spawnLocal(() -> 4);
                runtime.blockOn(set);
                assertThat(late.isFinished()).isTrue();
            }
        }
    }

    @Test
    void guardsNestAndAreClosedInReverseOrder() throws Exception {
        LocalSet other = LocalSet.create();
        var outer = set.enter();
        var inner = other.enter();
        JoinHandle<Integer> ofOther = spawnLocal(() -> 1);
        assertThatThrownBy(outer::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("try-with-resources");
        inner.close();
        JoinHandle<Integer> mine = spawnLocal(() -> 2);
        outer.close();
        assertThatThrownBy(outer::close).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> spawnLocal(() -> 3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("set.enter()");
        try (var runtime = Flavour.CURRENT_THREAD.build()) {
            runtime.blockOn(set);
            assertThat(mine.isFinished()).isTrue();
            assertThat(ofOther.isFinished()).isFalse();
            runtime.blockOn(other);
            assertThat(ofOther.isFinished()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSetAndARuntimeAreEnteredIndependently(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            try (var _ = runtime.handle().enter();
                    var _ = set.enter()) {
                assertThat(runtime.<Integer>blockOn(spawn(() -> 1))).isEqualTo(1);
            }
            try (var _ = set.enter();
                    var _ = runtime.handle().enter()) {
                assertThat(runtime.<Integer>blockOn(spawn(() -> 2))).isEqualTo(2);
                JoinHandle<Integer> local = spawnLocal(() -> 3);
                runtime.blockOn(set);
                assertThat(local.isFinished()).isTrue();
            }
            assertThatThrownBy(() -> spawn(() -> 4)).isInstanceOf(IllegalStateException.class);
        }
    }

    /** And what it spawns is polled when the set is driven, not by the runtime around. */
    @ParameterizedTest
    @EnumSource
    void aTaskMayEnterASet(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(
                    runtime.spawn(() -> {
                        JoinHandle<Integer> local;
                        try (var _ = set.enter()) {
                            local = spawnLocal(() -> 7);
                        }
                        for (int i = 0; i < 10; i++) {
                            yieldNow().await();
                        }
                        assertThat(local.isFinished()).isFalse();
                        set.byRef().await();
                        assertThat(local.await()).isEqualTo(7);
                    }));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLocalTaskThatEntersARuntimeStaysInTheSet(Flavour flavour) throws Exception {
        try (var runtime = flavour.build();
                var other = Flavour.CURRENT_THREAD.build()) {
            runtime.blockOn(
                    set.runUntil(() -> {
                        JoinHandle<Thread> local;
                        try (var _ = other.handle().enter()) {
                            local = spawnLocal(() -> Thread.currentThread());
                        }
                        assertThat(local.await()).isSameAs(Thread.currentThread());
                    }));
        }
    }

    @ParameterizedTest
    @EnumSource
    void inAClosedSetNothingRuns(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(set.closeAsync());
            try (var _ = set.enter()) {
                JoinHandle<Integer> late =
                        spawnLocal(() -> {
                            throw new AssertionError("it runs");
                        });
                assertThat(runtime.blockOn(late.outcome())).isEqualTo(new Outcome.Cancelled<>());
            }
        }
    }
}
