package yamanote.bench.compare;

import static yamanote.Async.async;
import static yamanote.Async.join;
import static yamanote.Async.spawn;
import static yamanote.Async.tryJoin;

import yamanote.bench.harness.Options;
import yamanote.bench.harness.Sink;
import yamanote.bench.harness.Workload;
import yamanote.future.Future;
import yamanote.sync.Semaphore;

/** Semaphore: alone, six at once as futures of one task, six at once as tasks. */
final class Semaphores {
    private static final int OPS = 6;

    private Semaphores() {}

    static Workload find(Options o) {
        return switch (o.workload()) {
            case "sem_unc_multi" -> alone(o);
            case "sem_unc_concurrent_multi" -> tasks(o, Semaphore.of(10));
            case "sem_cont_concurrent_multi" -> tasks(o, Semaphore.of(5));
            case "sem_unc_concurrent_single" -> futures(o, Semaphore.of(10));
            case "sem_cont_concurrent_single" -> futures(o, Semaphore.of(5));
            default -> null;
        };
    }

    private static Future<Void> acquire(Semaphore s) {
        return async(() -> {
            try (var permit = s.acquire().await()) {
                Sink.consume(permit);
            }
        });
    }

    private static Workload alone(Options o) {
        Semaphore s = Semaphore.of(10);
        return Runtimes.rooted(
                Runtimes.multi(o),
                o,
                OPS,
                () -> {
                    for (int i = 0; i < OPS; i++) {
                        try (var permit = s.acquire().await()) {
                            Sink.consume(permit);
                        }
                    }
                });
    }

    private static Workload tasks(Options o, Semaphore s) {
        return Runtimes.rooted(
                Runtimes.multi(o),
                o,
                OPS,
                () ->
                        tryJoin(
                                        spawn(acquire(s)),
                                        spawn(acquire(s)),
                                        spawn(acquire(s)),
                                        spawn(acquire(s)),
                                        spawn(acquire(s)),
                                        spawn(acquire(s)))
                                .await());
    }

    private static Workload futures(Options o, Semaphore s) {
        return Runtimes.rooted(
                Runtimes.single(o),
                o,
                OPS,
                () ->
                        join(acquire(s), acquire(s), acquire(s), acquire(s), acquire(s), acquire(s))
                                .await());
    }
}
