package peer;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import yamanote.bench.harness.Options;
import yamanote.bench.harness.Workload;

/** Switching between virtual threads: yields, ping-pong, chains. */
final class Switching {
    private static final int YIELDERS = 200;
    private static final int YIELDS = 1_000;
    private static final int PINGS = 1_000;
    private static final int DEPTH = 1_000;

    private Switching() {}

    static Workload find(Options o) {
        return switch (o.workload()) {
            case "mt_yield_many" -> yieldMany();
            case "mt_ping_pong" -> pingPong();
            case "mt_chained_spawn" -> chainedSpawn();
            default -> null;
        };
    }

    private static Workload yieldMany() {
        BlockingQueue<Boolean> done = new LinkedBlockingQueue<>();
        return Workload.plain(YIELDERS * YIELDS, () -> {
            for (int i = 0; i < YIELDERS; i++) {
                Tasks.spawn(() -> {
                    for (int y = 0; y < YIELDS; y++) {
                        Thread.yield();
                    }
                    done.put(true);
                });
            }
            for (int i = 0; i < YIELDERS; i++) {
                done.take();
            }
        });
    }

    private static Workload pingPong() {
        BlockingQueue<Boolean> done = new LinkedBlockingQueue<>();
        AtomicInteger left = new AtomicInteger();
        return Workload.plain(PINGS, () -> {
            left.set(PINGS);
            Tasks.spawn(() -> {
                for (int i = 0; i < PINGS; i++) {
                    ping(left, done);
                }
            });
            done.take();
        });
    }

    private static void ping(AtomicInteger left, BlockingQueue<Boolean> done) {
        Tasks.spawn(() -> {
            CompletableFuture<Boolean> there = new CompletableFuture<>();
            CompletableFuture<Boolean> back = new CompletableFuture<>();
            Tasks.spawn(() -> {
                there.get();
                back.complete(true);
            });
            there.complete(true);
            back.get();
            if (left.getAndDecrement() == 1) {
                done.put(true);
            }
        });
    }

    private static Workload chainedSpawn() {
        BlockingQueue<Boolean> done = new LinkedBlockingQueue<>();
        return Workload.plain(DEPTH, () -> {
            Tasks.spawn(() -> next(done, DEPTH));
            done.take();
        });
    }

    private static void next(BlockingQueue<Boolean> done, int n) throws InterruptedException {
        if (n == 0) {
            done.put(true);
        } else {
            Tasks.spawn(() -> next(done, n - 1));
        }
    }
}
