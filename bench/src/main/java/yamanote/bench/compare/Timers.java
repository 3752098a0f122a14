package yamanote.bench.compare;

import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.Async.timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import yamanote.bench.harness.Options;
import yamanote.bench.harness.Random;
import yamanote.bench.harness.Sink;
import yamanote.bench.harness.Workload;
import yamanote.future.AsyncAction;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.future.Poll;
import yamanote.runtime.AsyncRuntime;
import yamanote.task.JoinHandle;
import yamanote.time.Sleep;

/** Timers that do not fire: made and dropped, or a million registered at once. */
final class Timers {
    private static final int SHORT = 10_000;
    private static final int HELD = 1_000_000;

    private Timers() {}

    static Workload find(Options o) {
        return switch (o.workload()) {
            case "time_timeout_ct" -> spread(Runtimes.single(o), o, 1, SHORT, Timers::timeouts);
            case "time_timeout_mt" ->
                    spread(Runtimes.multi(o), o, o.workers(), SHORT, Timers::timeouts);
            case "time_sleep_ct" -> spread(Runtimes.single(o), o, 1, SHORT, Timers::sleeps);
            case "time_sleep_mt" ->
                    spread(Runtimes.multi(o), o, o.workers(), SHORT, Timers::sleeps);
            case "timer_held_ct" -> spread(Runtimes.single(o), o, 1, HELD, Timers::held).asHeavy();
            case "timer_held_mt" ->
                    spread(Runtimes.multi(o), o, o.workers(), HELD, Timers::held).asHeavy();
            default -> null;
        };
    }

    private static AsyncAction timeouts(int n) {
        return () -> {
            for (int i = 0; i < n; i++) {
                int one = timeout(Duration.ofSeconds(1), () -> 1).await();
                Sink.consume(one);
            }
        };
    }

    private static AsyncAction sleeps(int n) {
        return () -> {
            for (int i = 0; i < n; i++) {
                Sink.consume(sleep(Duration.ofSeconds(1)));
            }
        };
    }

    private static AsyncAction held(int n) {
        return () -> {
            Random random = new Random(n);
            Sleep[] sleeps = new Sleep[n];
            for (int i = 0; i < n; i++) {
                sleeps[i] = sleep(Duration.ofMillis(10_000 + random.below(3_600_000)));
            }
            registerAndDrop(sleeps).await();
        };
    }

    /** By one poll without a budget: out of budget, a sleep would not register. */
    private static Future<Void> registerAndDrop(Sleep[] sleeps) {
        return Futures.pollFn(cx -> {
            int budget = cx.budget();
            cx.budget(Context.UNLIMITED);
            for (Sleep s : sleeps) {
                if (s.poll(cx).isReady()) {
                    throw new AssertionError("not for ten seconds");
                }
            }
            for (Sleep s : sleeps) {
                s.cancel(cx);
            }
            cx.budget(budget);
            return Poll.ready(null);
        });
    }

    /** {@code work(all / tasks)} in each of so many tasks. */
    private static Workload.Timed spread(
            AsyncRuntime runtime, Options o, int tasks, int all, IntFunction<AsyncAction> work) {
        return Runtimes.rooted(
                runtime,
                o,
                all,
                () -> {
                    List<JoinHandle<Void>> handles = new ArrayList<>(tasks);
                    for (int i = 0; i < tasks; i++) {
                        handles.add(spawn(work.apply(all / tasks)));
                    }
                    for (var handle : handles) {
                        handle.await();
                    }
                });
    }
}
