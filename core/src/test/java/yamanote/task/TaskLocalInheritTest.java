package yamanote.task;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.spawn;
import static yamanote.Async.yieldNow;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Task-locals that a spawned task takes over. */
@Timeout(60)
class TaskLocalInheritTest {
    private static final TaskLocal<String> USER = TaskLocal.named("user");
    private static final TaskLocal<Integer> DEPTH = TaskLocal.named("depth");

    /** B086: not by itself. */
    @ParameterizedTest
    @EnumSource
    void spawnedTaskInheritsWhatIsBoundIfAsked(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(
                    USER.scope(
                            "outer",
                            DEPTH.scope(
                                    1,
                                    USER.scope(
                                            "inner",
                                            () -> {
                                                assertThat(spawn(() -> USER.orElse("none")).await())
                                                        .isEqualTo("none");
                                                String inherited =
                                                        spawn(
                                                                        TaskLocal.inherit(() -> {
                                                                            yieldNow().await();
                                                                            return USER.get()
                                                                                    + DEPTH.get();
                                                                        }))
                                                                .await();
                                                assertThat(inherited).isEqualTo("inner1");
                                            }))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsBoundLaterIsNotShared(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(
                    USER.scope(
                            "a",
                            () -> {
                                JoinHandle<String> child =
                                        spawn(
                                                TaskLocal.inherit(() -> {
                                                    yieldNow().await();
                                                    return DEPTH.scope(
                                                                    7,
                                                                    () ->
                                                                            USER.get()
                                                                                    + DEPTH.get()
                                                                                    + nested().await())
                                                            .await();
                                                }));
                                assertThat(child.await()).isEqualTo("a7a7");
                                assertThat(DEPTH.isBound()).isFalse();
                                assertThat(USER.get()).isEqualTo("a");
                            }));
        }
        assertThat(USER.isBound()).isFalse();
    }

    private static JoinHandle<String> nested() {
        return spawn(
                TaskLocal.inherit(() -> {
                    yieldNow().await();
                    return USER.get() + DEPTH.get();
                }));
    }

    /** Also during the clean-up of a cancelled task. */
    @ParameterizedTest
    @EnumSource
    void inheritedValuesAreBoundDuringCleanUp(Flavour flavour) throws Exception {
        String[] seen = {""};
        try (var runtime = flavour.build()) {
            runtime.blockOn(
                    USER.scope(
                            "a",
                            () -> {
                                var running = yamanote.sync.Oneshot.<Integer>channel();
                                JoinHandle<Void> child =
                                        spawn(
                                                TaskLocal.inherit(() -> {
                                                    try {
                                                        running.sender().send(1);
                                                        yamanote.future.Futures.pending().await();
                                                    } finally {
                                                        yieldNow().await();
                                                        seen[0] = USER.get();
                                                    }
                                                }));
                                running.receiver().await();
                                child.abort();
                                child.outcome().await();
                            }));
        }
        assertThat(seen[0]).isEqualTo("a");
    }
}
