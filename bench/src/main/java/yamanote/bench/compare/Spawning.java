package yamanote.bench.compare;

import static yamanote.Async.spawn;
import static yamanote.Async.yieldNow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import yamanote.bench.harness.Options;
import yamanote.bench.harness.Workload;
import yamanote.runtime.AsyncRuntime;
import yamanote.task.JoinHandle;

/** Spawning: from the blockOn thread, from a worker, from outside, with busy workers. */
final class Spawning {
    private static final int MANY = 10_000;
    private static final int FEWER = 1_000;
    private static final long STALL = 10_000;

    private Spawning() {}

    static Workload find(Options o) {
        int n = o.number("basic_spawn");
        if (n >= 0) {
            return spawnYielding(Runtimes.single(o), o, n);
        }
        n = o.number("threaded_spawn");
        if (n >= 0) {
            return spawnYielding(Runtimes.multi(1, o), o, n);
        }
        return switch (o.workload()) {
            case "mt_spawn_many_local" -> manyLocal(Runtimes.multi(o));
            case "mt_spawn_many_worker" -> manyWorker(Runtimes.multi(o));
            case "mt_spawn_many_remote_idle" -> manyRemote(Runtimes.multi(o), MANY);
            case "mt_spawn_many_remote_busy1" -> busyYielders(Runtimes.multi(o));
            case "mt_spawn_many_remote_busy2" -> busyChains(Runtimes.multi(o));
            case "ct_spawn_many_local" -> ctLocal(Runtimes.single(o), o);
            case "ct_spawn_many_remote_idle" -> manyRemote(Runtimes.single(o), FEWER);
            default -> null;
        };
    }

    private static Workload spawnYielding(AsyncRuntime runtime, Options o, int n) {
        return Runtimes.rooted(
                runtime,
                o,
                n,
                () -> {
                    List<JoinHandle<Integer>> handles = new ArrayList<>(n);
                    for (int i = 0; i < n; i++) {
                        handles.add(
                                spawn(() -> {
                                    yieldNow().await();
                                    return 2;
                                }));
                    }
                    for (var handle : handles) {
                        if (handle.await() != 2) {
                            throw new AssertionError();
                        }
                    }
                });
    }

    private static Workload manyLocal(AsyncRuntime runtime) {
        BlockingQueue<Boolean> done = new LinkedBlockingQueue<>();
        AtomicInteger left = new AtomicInteger();
        return Workload.plain(
                MANY,
                () ->
                        runtime.blockOn(() -> {
                            spawnCounting(left, done);
                            done.take();
                        }));
    }

    private static Workload manyWorker(AsyncRuntime runtime) {
        BlockingQueue<Boolean> done = new LinkedBlockingQueue<>();
        AtomicInteger left = new AtomicInteger();
        return Workload.plain(
                MANY,
                () -> {
                    runtime.spawn(() -> spawnCounting(left, done));
                    done.take();
                });
    }

    private static void spawnCounting(AtomicInteger left, BlockingQueue<Boolean> done) {
        left.set(MANY);
        for (int i = 0; i < MANY; i++) {
            spawn(() -> {
                if (left.getAndDecrement() == 1) {
                    done.put(true);
                }
            });
        }
    }

    private static Workload manyRemote(AsyncRuntime runtime, int n) {
        List<JoinHandle<Void>> handles = new ArrayList<>(n);
        return Workload.plain(
                n,
                () -> {
                    for (int i = 0; i < n; i++) {
                        handles.add(runtime.spawn(() -> {}));
                    }
                    runtime.blockOn(() -> {
                        for (var handle : handles) {
                            handle.await();
                        }
                    });
                    handles.clear();
                });
    }

    private static Workload busyYielders(AsyncRuntime runtime) {
        for (int i = 0; i < 8; i++) {
            runtime.spawn(() -> {
                while (true) {
                    yieldNow().await();
                    stall();
                }
            });
        }
        return manyRemote(runtime, MANY);
    }

    private static Workload busyChains(AsyncRuntime runtime) {
        for (int i = 0; i < 4; i++) {
            chainForEver(runtime);
        }
        return manyRemote(runtime, FEWER);
    }

    private static void chainForEver(AsyncRuntime runtime) {
        runtime.spawn(() -> {
            stall();
            chainForEver(runtime);
        });
    }

    private static Workload ctLocal(AsyncRuntime runtime, Options o) {
        return Runtimes.rooted(
                runtime,
                o,
                FEWER,
                () -> {
                    List<JoinHandle<Void>> handles = new ArrayList<>(FEWER);
                    for (int i = 0; i < FEWER; i++) {
                        handles.add(spawn(() -> {}));
                    }
                    for (var handle : handles) {
                        handle.await();
                    }
                });
    }

    private static void stall() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < STALL) {
            Thread.yield();
        }
    }
}
