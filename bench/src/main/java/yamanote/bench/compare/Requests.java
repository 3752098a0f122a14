package yamanote.bench.compare;

import yamanote.bench.harness.Options;
import yamanote.bench.harness.Sink;
import yamanote.bench.harness.Workload;
import yamanote.runtime.AsyncRuntime;
import yamanote.sync.Mpsc;
import yamanote.sync.Oneshot;

/** A request by mpsc, its reply by oneshot, one after the other. */
final class Requests {
    private static final int REQUESTS = 1_000;

    private Requests() {}

    static Workload find(Options o) {
        return switch (o.workload()) {
            case "request_reply_mt" -> requestReply(Runtimes.multi(o), o);
            case "request_reply_mt1" -> requestReply(Runtimes.multi(1, o), o);
            case "request_reply_ct" -> requestReply(Runtimes.single(o), o);
            case "oneshot_local" -> oneshot(Runtimes.single(o), o);
            default -> null;
        };
    }

    private static Workload requestReply(AsyncRuntime runtime, Options o) {
        Mpsc.Channel<Oneshot.Sender<Integer>> requests = Mpsc.channel(10);
        runtime.spawn(() -> {
            try (var receiver = requests.receiver()) {
                while (receiver.receive().await() instanceof Oneshot.Sender<Integer> reply) {
                    reply.send(1);
                }
            }
        });
        Mpsc.Sender<Oneshot.Sender<Integer>> sender = requests.sender();
        return Runtimes.rooted(
                runtime,
                o,
                REQUESTS,
                () -> {
                    for (int i = 0; i < REQUESTS; i++) {
                        Oneshot.Channel<Integer> answer = Oneshot.channel();
                        sender.send(answer.sender()).await();
                        Sink.consume(answer.receiver().await());
                    }
                });
    }

    private static Workload oneshot(AsyncRuntime runtime, Options o) {
        return Runtimes.rooted(
                runtime,
                o,
                REQUESTS,
                () -> {
                    for (int i = 0; i < REQUESTS; i++) {
                        Oneshot.Channel<Integer> channel = Oneshot.channel();
                        channel.sender().send(i & 127);
                        Sink.consume(channel.receiver().await());
                    }
                });
    }
}
