package peer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import yamanote.bench.harness.Options;
import yamanote.bench.harness.Workload;

/** Spawning: from the main thread, from a virtual thread, with busy ones. */
final class Spawning {
    private static final int MANY = 10_000;
    private static final int FEWER = 1_000;
    private static final long STALL = 10_000;

    private Spawning() {}

    static Workload find(Options o) {
        int n = o.number("threaded_spawn");
        if (n >= 0) {
            return spawnYielding(o, n);
        }
        return switch (o.workload()) {
            case "mt_spawn_many_local" -> manyLocal();
            case "mt_spawn_many_worker" -> manyWorker();
            case "mt_spawn_many_remote_idle" -> manyRemote(MANY);
            case "mt_spawn_many_remote_busy1" -> busyYielders();
            case "mt_spawn_many_remote_busy2" -> busyChains();
            default -> null;
        };
    }

    private static Workload spawnYielding(Options o, int n) {
        return Tasks.rooted(o, n, () -> {
            List<FutureTask<Integer>> handles = new ArrayList<>(n);
            for (int i = 0; i < n; i++) {
                handles.add(Tasks.spawnValued(() -> {
                    Thread.yield();
                    return 2;
                }));
            }
            for (var handle : handles) {
                if (handle.get() != 2) {
                    throw new AssertionError();
                }
            }
        });
    }

    private static Workload manyLocal() {
        BlockingQueue<Boolean> done = new LinkedBlockingQueue<>();
        AtomicInteger left = new AtomicInteger();
        return Workload.plain(MANY, () -> {
            spawnCounting(left, done);
            done.take();
        });
    }

    private static Workload manyWorker() {
        BlockingQueue<Boolean> done = new LinkedBlockingQueue<>();
        AtomicInteger left = new AtomicInteger();
        return Workload.plain(MANY, () -> {
            Tasks.spawn(() -> spawnCounting(left, done));
            done.take();
        });
    }

    private static void spawnCounting(AtomicInteger left, BlockingQueue<Boolean> done) {
        left.set(MANY);
        for (int i = 0; i < MANY; i++) {
            Tasks.spawn(() -> {
                if (left.getAndDecrement() == 1) {
                    done.put(true);
                }
            });
        }
    }

    private static Workload manyRemote(int n) {
        List<Thread> handles = new ArrayList<>(n);
        return Workload.plain(n, () -> {
            for (int i = 0; i < n; i++) {
                handles.add(Tasks.spawn(() -> {}));
            }
            for (Thread handle : handles) {
                handle.join();
            }
            handles.clear();
        });
    }

    private static Workload busyYielders() {
        for (int i = 0; i < 8; i++) {
            Tasks.spawn(() -> {
                while (true) {
                    Thread.yield();
                    stall();
                }
            });
        }
        return manyRemote(MANY);
    }

    private static Workload busyChains() {
        for (int i = 0; i < 4; i++) {
            chainForEver();
        }
        return manyRemote(FEWER);
    }

    private static void chainForEver() {
        Tasks.spawn(() -> {
            stall();
            chainForEver();
        });
    }

    /** The others yield to the operating system here; a virtual thread cannot. */
    private static void stall() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < STALL) {
            Thread.onSpinWait();
        }
    }
}
