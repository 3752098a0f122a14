package yamanote.bench.compare;

import static yamanote.Async.spawn;

import yamanote.bench.harness.Options;
import yamanote.bench.harness.Sink;
import yamanote.bench.harness.Workload;
import yamanote.sync.Watch;

/** Watch: 100 rounds of one value to N tasks, each round waited for. */
final class Watching {
    private static final int ROUNDS = 100;

    private Watching() {}

    static Workload find(Options o) {
        int n = o.number("watch_");
        if (n < 0) {
            return null;
        }
        var runtime = Runtimes.multi(o);
        Group group = new Group();
        Watch.Channel<Integer> watch = Watch.channel(0);
        Watch.Sender<Integer> sender = watch.sender();
        watch.receiver().close();
        for (int i = 0; i < n; i++) {
            Watch.Receiver<Integer> receiver = sender.subscribe();
            runtime.spawn(() -> {
                while (true) {
                    receiver.changed().await();
                    Sink.consume(receiver.borrow());
                    group.done();
                }
            });
        }
        // The driver is a task, as in Tokio's bench.
        return Runtimes.rooted(
                runtime,
                o,
                (long) ROUNDS * n,
                () ->
                        spawn(
                                        () -> {
                                            for (int i = 0; i < ROUNDS; i++) {
                                                group.add(n);
                                                sender.send(42);
                                                group.finished().await();
                                            }
                                        })
                                .await());
    }
}
