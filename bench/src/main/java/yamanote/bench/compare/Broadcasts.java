package yamanote.bench.compare;

import yamanote.bench.harness.Options;
import yamanote.bench.harness.Sink;
import yamanote.bench.harness.Workload;
import yamanote.sync.Broadcast;

/** Broadcast: 100 rounds of one value to N tasks, each round waited for. */
final class Broadcasts {
    private static final int ROUNDS = 100;

    private Broadcasts() {}

    static Workload find(Options o) {
        int n = o.number("broadcast_");
        if (n < 0) {
            return null;
        }
        var runtime = Runtimes.multi(o);
        Group group = new Group();
        Broadcast.Sender<Integer> sender = Broadcast.sender(1000);
        for (int i = 0; i < n; i++) {
            Broadcast.Receiver<Integer> receiver = sender.subscribe();
            runtime.spawn(() -> {
                while (receiver.receive().await() instanceof Integer value) {
                    Sink.consume(value);
                    group.done();
                }
            });
        }
        return Runtimes.rooted(
                runtime,
                o,
                (long) ROUNDS * n,
                () -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        group.add(n);
                        sender.send(i);
                        group.finished().await();
                    }
                });
    }
}
