package yamanote.bench.compare;

import static yamanote.Async.async;
import static yamanote.Async.join;
import static yamanote.Async.spawn;
import static yamanote.Async.tryJoin;

import yamanote.bench.harness.Options;
import yamanote.bench.harness.Sink;
import yamanote.bench.harness.Workload;
import yamanote.future.Future;
import yamanote.sync.RwLock;

/** RwLock: reads alone, six at once, and five behind a writer. */
final class RwLocks {
    private static final int OPS = 6;

    private RwLocks() {}

    static Workload find(Options o) {
        RwLock<Integer> lock = RwLock.of(0);
        return switch (o.workload()) {
            case "rw_unc_read" -> alone(o, lock);
            case "rw_unc_concurrent_multi" -> tasks(o, lock);
            case "rw_cont_concurrent_multi" -> tasksBehindWriter(o, lock);
            case "rw_unc_concurrent_single" -> futures(o, lock);
            case "rw_cont_concurrent_single" -> futuresBehindWriter(o, lock);
            default -> null;
        };
    }

    private static Future<Void> read(RwLock<Integer> lock) {
        return async(() -> {
            try (var guard = lock.read().await()) {
                Sink.consume(guard);
            }
        });
    }

    private static Workload alone(Options o, RwLock<Integer> lock) {
        return Runtimes.rooted(
                Runtimes.multi(o),
                o,
                OPS,
                () -> {
                    for (int i = 0; i < OPS; i++) {
                        try (var guard = lock.read().await()) {
                            Sink.consume(guard);
                        }
                    }
                });
    }

    private static Workload tasks(Options o, RwLock<Integer> l) {
        return Runtimes.rooted(
                Runtimes.multi(o),
                o,
                OPS,
                () ->
                        tryJoin(
                                        spawn(read(l)),
                                        spawn(read(l)),
                                        spawn(read(l)),
                                        spawn(read(l)),
                                        spawn(read(l)),
                                        spawn(read(l)))
                                .await());
    }

    private static Workload tasksBehindWriter(Options o, RwLock<Integer> l) {
        return Runtimes.rooted(
                Runtimes.multi(o),
                o,
                OPS,
                () -> {
                    var write = l.write().await();
                    tryJoin(
                                    async(() -> {
                                        write.close();
                                    }),
                                    spawn(read(l)),
                                    spawn(read(l)),
                                    spawn(read(l)),
                                    spawn(read(l)),
                                    spawn(read(l)))
                            .await();
                });
    }

    private static Workload futures(Options o, RwLock<Integer> l) {
        return Runtimes.rooted(
                Runtimes.single(o),
                o,
                OPS,
                () -> join(read(l), read(l), read(l), read(l), read(l), read(l)).await());
    }

    private static Workload futuresBehindWriter(Options o, RwLock<Integer> l) {
        return Runtimes.rooted(
                Runtimes.single(o),
                o,
                OPS,
                () -> {
                    var write = l.write().await();
                    join(
                                    async(() -> {
                                        write.close();
                                    }),
                                    read(l),
                                    read(l),
                                    read(l),
                                    read(l),
                                    read(l))
                            .await();
                });
    }
}
