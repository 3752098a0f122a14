package yamanote.bench.compare;

import static yamanote.Async.spawn;

import java.util.ArrayList;
import java.util.List;
import yamanote.bench.harness.Options;
import yamanote.bench.harness.Sink;
import yamanote.bench.harness.Workload;
import yamanote.sync.Mpsc;

/** Unbounded mpsc; see {@link Channels}. */
final class Unbounded {
    private static final int ALL = Channels.ALL;

    private Unbounded() {}

    static Workload find(Options o) {
        return switch (o.workload()) {
            case "mpsc_cont_unbounded" -> contended(o);
            case "mpsc_cont_unbounded_many" -> contendedMany(o);
            case "mpsc_unc_unbounded" -> uncontended(o);
            default -> null;
        };
    }

    private static void spawnSenders(Mpsc.UnboundedSender<Integer> all) {
        try (all) {
            for (int s = 0; s < Channels.SENDERS; s++) {
                Mpsc.UnboundedSender<Integer> one = all.share();
                spawn(() -> {
                    try (one) {
                        for (int i = 0; i < Channels.EACH; i++) {
                            one.send(i & 127);
                        }
                    }
                });
            }
        }
    }

    private static Workload contended(Options o) {
        return Runtimes.rooted(
                Runtimes.multi(o),
                o,
                ALL,
                () -> {
                    Mpsc.Unbounded<Integer> channel = Mpsc.unbounded();
                    spawnSenders(channel.sender());
                    try (var receiver = channel.receiver()) {
                        for (int i = 0; i < ALL; i++) {
                            Sink.consume(receiver.receive().await());
                        }
                    }
                });
    }

    private static Workload contendedMany(Options o) {
        return Runtimes.rooted(
                Runtimes.multi(o),
                o,
                ALL,
                () -> {
                    Mpsc.Unbounded<Integer> channel = Mpsc.unbounded();
                    spawnSenders(channel.sender());
                    List<Integer> buffer = new ArrayList<>(ALL);
                    try (var receiver = channel.receiver()) {
                        for (int total = 0; total < ALL; ) {
                            buffer.clear();
                            total += receiver.receiveMany(buffer, ALL).await();
                        }
                    }
                });
    }

    private static Workload uncontended(Options o) {
        return Runtimes.rooted(
                Runtimes.multi(o),
                o,
                ALL,
                () -> {
                    Mpsc.Unbounded<Integer> channel = Mpsc.unbounded();
                    try (var sender = channel.sender();
                            var receiver = channel.receiver()) {
                        for (int i = 0; i < ALL; i++) {
                            sender.send(i & 127);
                        }
                        for (int i = 0; i < ALL; i++) {
                            Sink.consume(receiver.receive().await());
                        }
                    }
                });
    }
}
