package miniredis;

import static yamanote.Async.async;
import static yamanote.Async.interval;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.StuckWorker;
import yamanote.time.Moment;

/**
 * What becomes of a server while one of its tasks makes the classic mistake and blocks its thread:
 * with two workers I/O and timers go on on the other one, with one worker everything stands still.
 */
final class StuckDemo {
    private static final int CLIENTS = 8;
    private static final Duration TICK = Duration.ofMillis(10);
    private static final Duration STEP = Duration.ofMillis(250);
    private static final int STEPS_BEFORE = 6;
    private static final int STEPS_BLOCKED = 12;
    private static final int STEPS_AFTER = 6;

    private final AsyncRuntime runtime;
    private final Server server = new Server(Options.onLoopback(0));
    private final Progress progress = new Progress(STEP, TICK);

    private StuckDemo(int workers) {
        runtime = Main.runtime(workers).onStuckWorker(StuckDemo::print).build();
    }

    /** Whether the clients were served and the timer ticked all the time. */
    static boolean run(int workers) throws Exception {
        if (workers < 1) {
            throw new IllegalArgumentException("stuck needs a worker that can be blocked");
        }
        var demo = new StuckDemo(workers);
        // The clients have a runtime and a thread of their own: they only see what the server does.
        try (var clients = AsyncRuntime.currentThread().build();
                var _ = demo.runtime) {
            var serving = demo.runtime.spawn(demo.server.run());
            demo.runtime.spawn(demo.tick());
            int port = clients.blockOn(demo.server.bound());
            IO.println(
                    """
                    mini-redis on port %d, %d worker%s; %d clients, and an interval of %d ms beside it.
                    One task will block its worker for %d s: Thread.sleep instead of sleep(…).await().
                    """
                            .formatted(
                                    port,
                                    workers,
                                    workers == 1 ? "" : "s",
                                    CLIENTS,
                                    TICK.toMillis(),
                                    STEP.multipliedBy(STEPS_BLOCKED).toSeconds()));
            clients.blockOn(demo.watch(new InetSocketAddress("127.0.0.1", port)));
            demo.server.shutdown();
            clients.blockOn(serving);
        }
        return demo.progress.verdict();
    }

    /** Shows requests and ticks step by step: before, while a worker is blocked, and after. */
    private Future<@Nullable Void> watch(InetSocketAddress address) {
        return async(() -> {
            List<Client> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Client client = Client.connect(address).await();
                clients.add(client);
                spawn(ask(client));
            }
            sleep(STEP.multipliedBy(4)).await(); // the JVM warms up
            progress.begin();
            var step = interval(STEP);
            step.tick().await();
            for (int i = 0; i < STEPS_BEFORE + STEPS_BLOCKED + STEPS_AFTER; i++) {
                if (i == STEPS_BEFORE) {
                    runtime.spawn(block(STEP.multipliedBy(STEPS_BLOCKED)));
                }
                step.tick().await();
                progress.line(
                        i < STEPS_BEFORE
                                ? Progress.Phase.BEFORE
                                : i < STEPS_BEFORE + STEPS_BLOCKED
                                        ? Progress.Phase.BLOCKED
                                        : Progress.Phase.AFTER);
            }
            clients.forEach(Client::close);
        });
    }

    /** The mistake: this body blocks the thread that runs it. Here that is the point. */
    private static Future<@Nullable Void> block(Duration time) {
        return async(() -> {
            sleep(Duration.ofMillis(1)).await();
            Thread.sleep(time);
        });
    }

    /** A task of the server's runtime that wants to run every few milliseconds. */
    private Future<@Nullable Void> tick() {
        return async(() -> {
            var ticks = interval(TICK);
            while (true) {
                Moment due = ticks.tick().await();
                progress.tick(due.elapsed());
            }
        });
    }

    private Future<@Nullable Void> ask(Client client) {
        return async(() -> {
            try {
                while (true) {
                    client.call("INCR", "requests").await();
                    progress.request();
                }
            } catch (java.io.IOException e) {
                // the end: the connection is closed
            }
        });
    }

    private static void print(StuckWorker stuck) {
        String guilty =
                stuck.stack().stream()
                        .filter(frame -> frame.getClassName().startsWith("miniredis."))
                        .findFirst()
                        .map(Object::toString)
                        .orElse("no line of this program");
        IO.println(
                """

                The watchdog: %s has been in one poll for %d ms
                  task       %s
                  it is in   %s
                  called at  %s
                """
                        .formatted(
                                stuck.thread().getName(),
                                stuck.duration().toMillis(),
                                stuck.task().replace(", last awaited at ", "\n  awaited    "),
                                stuck.stack().isEmpty() ? "?" : stuck.stack().getFirst(),
                                guilty));
    }
}
