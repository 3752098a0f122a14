package yamanote.bench.compare;

import static yamanote.Async.spawn;
import static yamanote.Async.yieldNow;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import yamanote.bench.harness.Options;
import yamanote.bench.harness.Workload;
import yamanote.runtime.AsyncRuntime;
import yamanote.sync.Oneshot;

/** Switching between tasks: yields, ping-pong, chains. */
final class Switching {
    private static final int YIELDERS = 200;
    private static final int YIELDS = 1_000;
    private static final int PINGS = 1_000;
    private static final int DEPTH = 1_000;

    private Switching() {}

    static Workload find(Options o) {
        return switch (o.workload()) {
            case "mt_yield_many" -> yieldMany(Runtimes.multi(o));
            case "mt_ping_pong" -> pingPong(Runtimes.multi(o));
            case "mt_chained_spawn" -> chainedSpawn(Runtimes.multi(o));
            default -> null;
        };
    }

    private static Workload yieldMany(AsyncRuntime runtime) {
        BlockingQueue<Boolean> done = new LinkedBlockingQueue<>();
        return Workload.plain(
                YIELDERS * YIELDS,
                () -> {
                    for (int i = 0; i < YIELDERS; i++) {
                        runtime.spawn(() -> {
                            for (int y = 0; y < YIELDS; y++) {
                                yieldNow().await();
                            }
                            done.put(true);
                        });
                    }
                    for (int i = 0; i < YIELDERS; i++) {
                        done.take();
                    }
                });
    }

    private static Workload pingPong(AsyncRuntime runtime) {
        BlockingQueue<Boolean> done = new LinkedBlockingQueue<>();
        AtomicInteger left = new AtomicInteger();
        return Workload.plain(
                PINGS,
                () -> {
                    left.set(PINGS);
                    runtime.blockOn(() -> {
                        spawn(() -> {
                            for (int i = 0; i < PINGS; i++) {
                                ping(left, done);
                            }
                        });
                        done.take();
                    });
                });
    }

    private static void ping(AtomicInteger left, BlockingQueue<Boolean> done) {
        spawn(() -> {
            Oneshot.Channel<Boolean> there = Oneshot.channel();
            Oneshot.Channel<Boolean> back = Oneshot.channel();
            spawn(() -> {
                there.receiver().await();
                back.sender().send(true);
            });
            there.sender().send(true);
            back.receiver().await();
            if (left.getAndDecrement() == 1) {
                done.put(true);
            }
        });
    }

    private static Workload chainedSpawn(AsyncRuntime runtime) {
        BlockingQueue<Boolean> done = new LinkedBlockingQueue<>();
        return Workload.plain(
                DEPTH,
                () ->
                        runtime.blockOn(() -> {
                            spawn(() -> next(done, DEPTH));
                            done.take();
                        }));
    }

    private static void next(BlockingQueue<Boolean> done, int n) throws InterruptedException {
        if (n == 0) {
            done.put(true);
        } else {
            spawn(() -> next(done, n - 1));
        }
    }
}
