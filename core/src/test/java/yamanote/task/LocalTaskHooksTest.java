package yamanote.task;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.spawnLocal;
import static yamanote.Async.yieldNow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.runtime.AsyncRuntime;

/** What a runtime's hooks hear of the tasks of a set that it drives. */
@Timeout(60)
class LocalTaskHooksTest {
    private final LocalSet set = LocalSet.create();
    private final List<TaskId> spawned = Collections.synchronizedList(new ArrayList<>());
    private final List<TaskId> ended = Collections.synchronizedList(new ArrayList<>());
    private final List<String> polls = Collections.synchronizedList(new ArrayList<>());

    private AsyncRuntime runtime(Flavour flavour) {
        return flavour.builder()
                .onTaskSpawn(meta -> spawned.add(meta.id()))
                .onTaskTerminate(meta -> ended.add(meta.id()))
                .onBeforeTaskPoll(meta -> polls.add("before " + meta.id()))
                .onAfterTaskPoll(meta -> polls.add("after " + meta.id()))
                .build();
    }

    private static Future<Integer> never() {
        return cx -> Poll.pending();
    }

    @ParameterizedTest
    @EnumSource
    void eachSpawnAndEachEndIsHeardOnce(Flavour flavour) throws Exception {
        List<TaskId> ids = new ArrayList<>();
        try (var runtime = runtime(flavour)) {
            runtime.blockOn(
                    set.runUntil(() -> {
                        JoinHandle<Integer> value = spawnLocal(() -> 1);
                        JoinHandle<Integer> failed =
                                spawnLocal(() -> {
                                    throw new java.io.IOException("no");
                                });
                        JoinHandle<Integer> aborted = spawnLocal(never());
                        JoinHandle<Integer> left = spawnLocal(never());
                        aborted.abort();
                        for (JoinHandle<Integer> each : List.of(value, failed, aborted)) {
                            each.outcome().await();
                            ids.add(each.id());
                        }
                        ids.add(left.id());
                    }));
            JoinHandle<Integer> fromOutside = set.spawnLocal(() -> 2);
            ids.add(fromOutside.id());
            assertThat(spawned).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(ended).containsExactlyInAnyOrderElementsOf(ids.subList(0, 3));
            runtime.blockOn(set.closeAsync());
            ids.add(set.spawnLocal(() -> 3).id());
        }
        assertThat(spawned).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(ended).containsExactlyInAnyOrderElementsOf(ids);
    }

    @ParameterizedTest
    @EnumSource
    void beforeAndAfterAreHeardAroundEachPoll(Flavour flavour) throws Exception {
        AtomicInteger polled = new AtomicInteger();
        try (var runtime = runtime(flavour)) {
            JoinHandle<Integer> task =
                    runtime.blockOn(
                            set.runUntil(() -> {
                                JoinHandle<Integer> local =
                                        spawnLocal(
                                                counting(
                                                        polled,
                                                        yieldNow(),
                                                        yieldNow(),
                                                        yieldNow()));
                                local.await();
                                return local;
                            }));
            assertThat(polled).hasValue(4);
            assertThat(polls)
                    .hasSize(8)
                    .allMatch(line -> line.endsWith(" " + task.id()))
                    .satisfies(all -> {
                        for (int i = 0; i < 8; i++) {
                            assertThat(all.get(i)).startsWith(i % 2 == 0 ? "b" : "a");
                        }
                    });
        }
    }

    private static Future<Integer> counting(AtomicInteger polled, Future<?>... steps) {
        return new Future<>() {
            private int done;

            @Override
            public Poll<Integer> poll(Context cx) throws Exception {
                polled.incrementAndGet();
                while (done < steps.length) {
                    if (steps[done].poll(cx).isPending()) {
                        return Poll.pending();
                    }
                    done++;
                }
                return Poll.ready(done);
            }
        };
    }

    /** Before the first drive nobody knows which runtime that will be. */
    @ParameterizedTest
    @EnumSource
    void aSpawnBeforeTheFirstDriveIsHeardByTheRuntimeThatTheThreadIsInsideOf(Flavour flavour)
            throws Exception {
        try (var runtime = runtime(flavour)) {
            TaskId unheard = set.spawnLocal(() -> 1).id();
            TaskId heard;
            try (var _ = runtime.handle().enter()) {
                heard = set.spawnLocal(() -> 2).id();
            }
            runtime.blockOn(set);
            assertThat(spawned).containsExactly(heard);
            assertThat(ended).containsExactlyInAnyOrder(unheard, heard);
        }
    }
}
