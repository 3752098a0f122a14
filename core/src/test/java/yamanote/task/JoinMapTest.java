package yamanote.task;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.spawnBlocking;
import static yamanote.Async.yieldNow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.sync.Oneshot;

/** Tokio's {@code task_join_map.rs}. */
@Timeout(60)
class JoinMapTest {
    private final JoinMap<String, Integer> map = JoinMap.create();

    @ParameterizedTest
    @EnumSource
    void resultsComeWithTheirKeys(Flavour flavour) throws Exception {
        Map<String, Outcome<Integer>> results = new HashMap<>();
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                map.spawn("one", () -> 1);
                map.spawn("two", Futures.ready(2));
                map.spawnAction(
                        "nothing",
                        () -> {
                            yieldNow().await();
                        });
                map.add("blocking", spawnBlocking(() -> 4));
                assertThat(map.size()).isEqualTo(4);
                assertThat(map.keys())
                        .containsExactlyInAnyOrder("one", "two", "nothing", "blocking");
                while (map.joinNext().await() instanceof JoinMap.Ended<String, Integer> ended) {
                    results.put(ended.key(), ended.outcome());
                    assertThat(map.containsKey(ended.key())).isFalse();
                }
                assertThat(map.isEmpty()).isTrue();
                assertThat(map.tryJoinNext()).isNull();
            });
        }
        assertThat(results)
                .isEqualTo(
                        Map.of(
                                "one", new Outcome.Ok<>(1),
                                "two", new Outcome.Ok<>(2),
                                "nothing", new Outcome.Ok<Integer>(null),
                                "blocking", new Outcome.Ok<>(4)));
    }

    /** B307. */
    @ParameterizedTest
    @EnumSource
    void abortedTasksAppearAsCancelledWithTheirKey(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                for (String key : List.of("a1", "a2", "b1", "c")) {
                    map.spawn(key, Futures.pending());
                }
                assertThat(map.abort("none")).isFalse();
                assertThat(map.abort("c")).isTrue();
                assertThat(map.joinNext().await())
                        .isEqualTo(new JoinMap.Ended<>("c", new Outcome.Cancelled<Integer>()));
                assertThat(map.abort("c")).isFalse();
                map.abortMatching(key -> key.startsWith("a"));
                List<String> keys = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    if (map.joinNext().await() instanceof JoinMap.Ended<String, Integer> ended) {
                        assertThat(ended.outcome()).isInstanceOf(Outcome.Cancelled.class);
                        keys.add(ended.key());
                    }
                }
                assertThat(keys).containsExactlyInAnyOrder("a1", "a2");
                assertThat(map.keys()).containsExactly("b1");
                map.abortAll();
                assertThat(map.size()).isEqualTo(1);
                assertThat(map.joinNext().await())
                        .isEqualTo(new JoinMap.Ended<>("b1", new Outcome.Cancelled<Integer>()));
                assertThat(map.joinNext().await()).isNull();
            });
        }
    }

    /** The other one is aborted. */
    @ParameterizedTest
    @EnumSource
    void taskWithTheSameKeyReplacesAndAbortsTheOther(Flavour flavour) throws Exception {
        AtomicInteger cleaned = new AtomicInteger();
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                var running = Oneshot.<Integer>channel();
                map.spawn("key", endless(running, cleaned));
                running.receiver().await();
                map.spawn("key", () -> 2);
                assertThat(map.size()).isEqualTo(1);
                assertThat(map.joinNext().await())
                        .isEqualTo(new JoinMap.Ended<>("key", new Outcome.Ok<>(2)));
                assertThat(map.joinNext().await()).isNull();
                assertThat(cleaned).hasValue(1);
            });
        }
    }

    /** One that has ended already, too. */
    @ParameterizedTest
    @EnumSource
    void resultOfAReplacedTaskIsNotGivenOut(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                AbortHandle first = map.spawn("key", () -> 1);
                while (!first.isFinished()) {
                    yieldNow().await();
                }
                AbortHandle second = map.spawn("key", () -> 2);
                while (!second.isFinished()) {
                    yieldNow().await();
                }
                var ended = map.tryJoinNext();
                while (ended == null) { // the map learns of it beside us
                    yieldNow().await();
                    ended = map.tryJoinNext();
                }
                assertThat(ended).isEqualTo(new JoinMap.Ended<>("key", new Outcome.Ok<>(2)));
                assertThat(map.tryJoinNext()).isNull();
            });
        }
    }

    private static Future<Integer> endless(
            Oneshot.Channel<Integer> running, AtomicInteger cleaned) {
        return async(() -> {
            try {
                running.sender().send(1);
                return Futures.<Integer>pending().await();
            } finally {
                yieldNow().await();
                cleaned.incrementAndGet();
            }
        });
    }

    /** B068, of maps; replaced tasks included. */
    @ParameterizedTest
    @EnumSource
    void closeAbortsAllTasksAndAwaitsTheirEnds(Flavour flavour) throws Exception {
        AtomicInteger cleaned = new AtomicInteger();
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                try (var mine = JoinMap.<Integer, Integer>create()) {
                    for (int i = 0; i < 16; i++) {
                        var running = Oneshot.<Integer>channel();
                        mine.spawn(i / 2, endless(running, cleaned));
                        running.receiver().await();
                    }
                    assertThat(mine.size()).isEqualTo(8);
                }
                assertThat(cleaned).hasValue(16);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void detachedTasksAndTheirKeysAreForgotten(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                AbortHandle task = map.spawn("key", Futures.pending());
                map.detachAll();
                assertThat(map.isEmpty()).isTrue();
                assertThat(map.joinNext().await()).isNull();
                assertThat(task.isFinished()).isFalse();
                map.spawn("key", () -> 1);
                map.shutdown().await();
                assertThat(map.isEmpty()).isTrue();
            });
        }
    }
}
