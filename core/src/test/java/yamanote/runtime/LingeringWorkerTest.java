package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.Async;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.time.Sleep;

/** A worker that was woken for nothing again and again lingers, while another is busy for long. */
@Timeout(60)
class LingeringWorkerTest {
    private final AtomicBoolean bursting = new AtomicBoolean(true);
    private final AtomicBoolean over = new AtomicBoolean();
    private final Waker[] wakers = {Waker.noop(), Waker.noop()};

    @Test
    void itServesTimersThatOtherThreadsHaveArmedMeanwhile() throws Exception {
        try (var runtime = AsyncRuntime.multiThread().workerThreads(2).build()) {
            runtime.spawn(
                    Steps.ready(() -> {
                        Async.spawn(half(0));
                        Async.spawn(half(1));
                        return 0;
                    }));
            for (int i = 0; i < 20; i++) {
                bursting.set(true);
                sleep(runtime, 20);
                bursting.set(false);
                for (int j = 0; j < 4; j++) { // one worker's wheel, then the other's
                    assertThat(sleep(runtime, 2)).isLessThan(Duration.ofSeconds(3));
                }
            }
        } finally {
            over.set(true);
        }
    }

    private static Duration sleep(AsyncRuntime runtime, int millis) throws Exception {
        long start = System.nanoTime();
        Sleep[] sleep = new Sleep[1];
        Thread late = Thread.currentThread();
        Thread alarm =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            try {
                                Thread.sleep(4_000);
                                late.interrupt();
                            } catch (InterruptedException e) {
                                // in time
                            }
                        });
        runtime.blockOn(
                Steps.future(cx -> {
                    if (sleep[0] == null) {
                        sleep[0] = Sleep.of(Duration.ofMillis(millis));
                    }
                    return sleep[0].poll(cx);
                }));
        alarm.interrupt();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Wakes the other, so that one worker is busy with both; in a burst, it spawns, too. */
    private Future<Integer> half(int mine) {
        return Steps.future(cx -> {
            if (bursting.get()) {
                Async.spawn(Steps.ready(() -> 0));
                Async.spawn(Steps.ready(() -> 0));
            }
            wakers[mine] = cx.waker();
            wakers[1 - mine].wake();
            return over.get() ? Poll.ready(0) : Poll.pending();
        });
    }
}
