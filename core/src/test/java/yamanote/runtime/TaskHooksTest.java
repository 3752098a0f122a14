package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.spawn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.Async;
import yamanote.task.JoinHandle;
import yamanote.task.TaskId;

/** What the hooks hear of tasks, and where a thread is; Tokio's task_hooks.rs. */
@Timeout(60)
class TaskHooksTest {
    private final Map<TaskId, Thread> spawned = new ConcurrentHashMap<>();
    private final Map<TaskId, AtomicInteger> ended = new ConcurrentHashMap<>();
    private final AtomicInteger spawns = new AtomicInteger();
    private final AtomicInteger before = new AtomicInteger();
    private final AtomicInteger after = new AtomicInteger();

    private AsyncRuntime runtime(Flavour flavour) {
        return flavour.builder()
                .onTaskSpawn(meta -> {
                    spawns.incrementAndGet();
                    spawned.put(meta.id(), Thread.currentThread());
                })
                .onTaskTerminate(meta ->
                        ended.computeIfAbsent(meta.id(), _ -> new AtomicInteger())
                                .incrementAndGet())
                .onBeforeTaskPoll(_ -> before.incrementAndGet())
                .onAfterTaskPoll(_ -> after.incrementAndGet())
                .build();
    }

    /** B062: however the task ends, and after the end of the runtime too. */
    @ParameterizedTest
    @EnumSource
    void eachSpawnAndEachEndIsHeardOnce(Flavour flavour) throws Exception {
        AsyncRuntime runtime = runtime(flavour);
        List<TaskId> ids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            JoinHandle<Integer> value = runtime.spawn(Steps.busy(i % 3));
            JoinHandle<Integer> aborted = runtime.spawn(Steps.never());
            JoinHandle<Integer> failed =
                    runtime.spawn(cx -> {
                        throw new java.io.IOException("no");
                    });
            JoinHandle<Integer> unfinished = runtime.spawn(Steps.never());
            if (i % 2 == 0) {
                runtime.blockOn(value);
            }
            aborted.abort();
            runtime.blockOn(failed.outcome());
            for (JoinHandle<?> handle : List.of(value, aborted, failed, unfinished)) {
                assertThat(spawned.get(handle.id())).isSameAs(Thread.currentThread());
                ids.add(handle.id());
            }
        }
        runtime.close();
        ids.add(runtime.spawn(Steps.ready(() -> 1)).id());
        assertThat(spawns).hasValue(401);
        assertThat(spawned).containsOnlyKeys(ids);
        assertThat(ended).containsOnlyKeys(ids);
        assertThat(ended.values()).allMatch(count -> count.get() == 1);
    }

    /** B063: polls through the LIFO slot as well. */
    @ParameterizedTest
    @EnumSource
    void beforeAndAfterAreHeardOnceForEachPoll(Flavour flavour) throws Exception {
        AsyncRuntime runtime = runtime(flavour);
        JoinHandle<Integer> outer =
                runtime.spawn(() -> {
                    int sum = 0;
                    for (int i = 0; i < 100; i++) {
                        sum += spawn(Steps.busy(3)).await();
                        sum += spawn(Steps.ready(() -> 1)).await();
                    }
                    return sum;
                });
        assertThat(runtime.<Integer>blockOn(outer)).isEqualTo(400);
        runtime.close();
        assertThat(before.get()).isEqualTo(after.get()).isGreaterThanOrEqualTo(600);
        assertThat(runtime.metrics().polls()).isEqualTo(before.get());
    }

    /** B064: the line of the body. */
    @ParameterizedTest
    @EnumSource
    void theSiteIsTheBodysLine(Flavour flavour) throws Exception {
        List<String> sites = Collections.synchronizedList(new ArrayList<>());
        try (AsyncRuntime runtime =
                flavour.builder()
                        .onTaskSpawn(meta -> sites.add(meta.site()))
                        .onBeforeTaskPoll(meta -> sites.add(meta.site()))
                        .onTaskTerminate(meta -> sites.add(meta.site()))
                        .build()) {
            int line = new Throwable().getStackTrace()[0].getLineNumber();
            JoinHandle<Integer> task =
                    runtime.spawn(() -> {
                        return spawn(Steps.yielding(1)).await();
                    });
            runtime.blockOn(task);
            assertThat(sites.getFirst()).containsPattern("TaskHooksTest\\.java:" + lines(line));
            assertThat(sites).filteredOn(s -> s.contains("TaskHooksTest")).hasSizeGreaterThan(2);
        }
    }

    private static String lines(int before) {
        return "(%d|%d|%d)".formatted(before + 1, before + 2, before + 3);
    }

    @ParameterizedTest
    @EnumSource
    void aHookThatThrowsIsLoggedAndStopsNothing(Flavour flavour) throws Exception {
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        try (LogCapture _ = new LogCapture(log);
                AsyncRuntime runtime =
                        flavour.builder()
                                .onBeforeTaskPoll(_ -> {
                                    throw new IllegalStateException("hook");
                                })
                                .build()) {
            JoinHandle<Integer> task = runtime.spawn(Steps.yielding(2));
            assertThat(runtime.<Integer>blockOn(task)).isEqualTo(2);
        }
        assertThat(log).hasSize(3).allMatch(line -> line.contains("hook"));
    }

    /** B066. */
    @ParameterizedTest
    @EnumSource
    void theWorkerIndexIsKnownInTasksAndNowhereElse(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = flavour.build()) {
            assertThat(RuntimeHandle.workerIndex()).isEmpty();
            OptionalInt root = runtime.blockOn(Steps.ready(RuntimeHandle::workerIndex));
            JoinHandle<OptionalInt> job = runtime.spawnBlocking(RuntimeHandle::workerIndex);
            assertThat(runtime.<OptionalInt>blockOn(job)).isEmpty();
            try (EnterGuard _ = runtime.handle().enter()) {
                assertThat(RuntimeHandle.workerIndex()).isEmpty();
            }
            for (int i = 0; i < 20; i++) {
                JoinHandle<String> task =
                        runtime.spawn(
                                Steps.ready(() ->
                                        RuntimeHandle.workerIndex().getAsInt()
                                                + Thread.currentThread().getName()));
                String seen = runtime.blockOn(task);
                if (flavour == Flavour.CURRENT_THREAD) {
                    assertThat(root).hasValue(0);
                    assertThat(seen).startsWith("0");
                } else {
                    assertThat(root).isEmpty();
                    assertThat(seen).isIn("0yamanote-worker-0", "1yamanote-worker-1");
                }
            }
        }
    }

    /** B053: ids of jobs, and of tasks, are unique. */
    @ParameterizedTest
    @EnumSource
    void blockingJobsHaveIdsToo(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = flavour.build()) {
            JoinHandle<Integer> job = runtime.spawnBlocking(() -> 1);
            JoinHandle<Integer> task =
                    runtime.spawn(
                            Steps.ready(() -> Async.spawn(Steps.ready(() -> 1)).id().hashCode()));
            assertThat(job.id()).isEqualTo(job.abortHandle().id()).isNotEqualTo(task.id());
            runtime.blockOn(job);
            runtime.blockOn(task);
            assertThat(job.id()).isNotEqualTo(task.id());
        }
    }
}
