package yamanote.bench.compare;

import static yamanote.Async.spawn;

import java.util.ArrayList;
import java.util.List;
import yamanote.bench.harness.Options;
import yamanote.bench.harness.Sink;
import yamanote.bench.harness.Workload;
import yamanote.runtime.AsyncRuntime;
import yamanote.sync.Mpsc;

/** Bounded mpsc. The messages are of the cache of {@code Integer}: sending allocates no box. */
final class Channels {
    static final int SENDERS = 5;
    static final int EACH = 1_000;
    static final int ALL = SENDERS * EACH;

    private static final int ROOMY = 1_000_000;
    private static final int TIGHT = 100;

    private Channels() {}

    static Workload find(Options o) {
        return switch (o.workload()) {
            case "mpsc_cont_bounded" -> contended(o, ROOMY);
            case "mpsc_cont_bounded_full" -> contended(o, TIGHT);
            case "mpsc_cont_bounded_many" -> contendedMany(o, ROOMY);
            case "mpsc_cont_bounded_full_many" -> contendedMany(o, TIGHT);
            case "mpsc_unc_bounded" -> uncontended(o);
            case "mpsc_create_100" -> Workload.plain(1, Channels::create);
            case "mpsc_send_medium" -> sendMedium(Runtimes.multi(o));
            default -> null;
        };
    }

    private static void spawnSenders(Mpsc.Sender<Integer> all) {
        try (all) {
            for (int s = 0; s < SENDERS; s++) {
                Mpsc.Sender<Integer> one = all.share();
                spawn(() -> {
                    try (one) {
                        for (int i = 0; i < EACH; i++) {
                            one.send(i & 127).await();
                        }
                    }
                });
            }
        }
    }

    private static Workload contended(Options o, int capacity) {
        return Runtimes.rooted(
                Runtimes.multi(o),
                o,
                ALL,
                () -> {
                    Mpsc.Channel<Integer> channel = Mpsc.channel(capacity);
                    spawnSenders(channel.sender());
                    try (var receiver = channel.receiver()) {
                        for (int i = 0; i < ALL; i++) {
                            Sink.consume(receiver.receive().await());
                        }
                    }
                });
    }

    private static Workload contendedMany(Options o, int capacity) {
        return Runtimes.rooted(
                Runtimes.multi(o),
                o,
                ALL,
                () -> {
                    Mpsc.Channel<Integer> channel = Mpsc.channel(capacity);
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
                    Mpsc.Channel<Integer> channel = Mpsc.channel(ROOMY);
                    try (var sender = channel.sender();
                            var receiver = channel.receiver()) {
                        for (int i = 0; i < ALL; i++) {
                            sender.send(i & 127).await();
                        }
                        for (int i = 0; i < ALL; i++) {
                            Sink.consume(receiver.receive().await());
                        }
                    }
                });
    }

    private static void create() {
        Mpsc.Channel<long[]> channel = Mpsc.channel(100);
        Sink.consume(channel);
        channel.sender().close();
        channel.receiver().close();
    }

    /** As in Tokio's bench, with a blockOn for the send and another one to receive. */
    private static Workload sendMedium(AsyncRuntime runtime) {
        return Workload.plain(
                1,
                () -> {
                    Mpsc.Channel<long[]> channel = Mpsc.channel(1000);
                    try (var sender = channel.sender();
                            var receiver = channel.receiver()) {
                        runtime.blockOn(sender.send(new long[64]));
                        Sink.consume(runtime.blockOn(receiver.receive()));
                    }
                });
    }
}
