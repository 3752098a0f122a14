package peer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.function.Supplier;
import yamanote.bench.harness.Options;
import yamanote.bench.harness.Sink;
import yamanote.bench.harness.Workload;

/** Blocking queues as channels, a CompletableFuture as a oneshot. */
final class Channels {
    private static final int SENDERS = 5;
    private static final int EACH = 1_000;
    private static final int ALL = SENDERS * EACH;
    private static final int ROOMY = 1_000_000;
    private static final int TIGHT = 100;
    private static final int REQUESTS = 1_000;

    private Channels() {}

    static Workload find(Options o) {
        return switch (o.workload()) {
            case "mpsc_cont_bounded" -> contended(o, Channels::roomy);
            case "mpsc_cont_bounded_full" -> contended(o, Channels::tight);
            case "mpsc_cont_unbounded" -> contended(o, LinkedTransferQueue::new);
            case "mpsc_cont_bounded_many" -> contendedMany(o, Channels::roomy);
            case "mpsc_cont_bounded_full_many" -> contendedMany(o, Channels::tight);
            case "mpsc_cont_unbounded_many" -> contendedMany(o, LinkedTransferQueue::new);
            case "mpsc_unc_bounded" -> uncontended(o, Channels::roomy);
            case "mpsc_unc_unbounded" -> uncontended(o, LinkedTransferQueue::new);
            case "mpsc_create_100" -> Workload.plain(1, () -> Sink.consume(tight()));
            case "mpsc_send_medium" -> sendMedium();
            case "request_reply_mt", "request_reply_mt1" -> requestReply(o);
            default -> null;
        };
    }

    /** Linked, because an array of a million slots for each run would be the whole cost. */
    private static BlockingQueue<Integer> roomy() {
        return new LinkedBlockingQueue<>(ROOMY);
    }

    private static BlockingQueue<Integer> tight() {
        return new ArrayBlockingQueue<>(TIGHT);
    }

    private static void spawnSenders(BlockingQueue<Integer> queue) {
        for (int s = 0; s < SENDERS; s++) {
            Tasks.spawn(() -> {
                for (int i = 0; i < EACH; i++) {
                    queue.put(i & 127);
                }
            });
        }
    }

    private static Workload contended(Options o, Supplier<BlockingQueue<Integer>> queues) {
        return Tasks.rooted(o, ALL, () -> {
            BlockingQueue<Integer> queue = queues.get();
            spawnSenders(queue);
            for (int i = 0; i < ALL; i++) {
                Sink.consume(queue.take());
            }
        });
    }

    private static Workload contendedMany(Options o, Supplier<BlockingQueue<Integer>> queues) {
        return Tasks.rooted(o, ALL, () -> {
            BlockingQueue<Integer> queue = queues.get();
            spawnSenders(queue);
            List<Integer> buffer = new ArrayList<>(ALL);
            for (int total = 0; total < ALL; ) {
                buffer.clear();
                buffer.add(queue.take());
                total += 1 + queue.drainTo(buffer);
            }
        });
    }

    private static Workload uncontended(Options o, Supplier<BlockingQueue<Integer>> queues) {
        return Tasks.rooted(o, ALL, () -> {
            BlockingQueue<Integer> queue = queues.get();
            for (int i = 0; i < ALL; i++) {
                queue.put(i & 127);
            }
            for (int i = 0; i < ALL; i++) {
                Sink.consume(queue.take());
            }
        });
    }

    private static Workload sendMedium() {
        return Workload.plain(1, () -> {
            BlockingQueue<long[]> queue = new LinkedBlockingQueue<>(1000);
            queue.put(new long[64]);
            Sink.consume(queue.take());
        });
    }

    private static Workload requestReply(Options o) {
        BlockingQueue<CompletableFuture<Integer>> requests = new ArrayBlockingQueue<>(10);
        Tasks.spawn(() -> {
            while (true) {
                requests.take().complete(1);
            }
        });
        return Tasks.rooted(o, REQUESTS, () -> {
            for (int i = 0; i < REQUESTS; i++) {
                CompletableFuture<Integer> answer = new CompletableFuture<>();
                requests.put(answer);
                Sink.consume(answer.get());
            }
        });
    }
}
