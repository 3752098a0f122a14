package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Poll;
import yamanote.future.Waker;

/** Wakes from another thread meet the thread inside blockOn on its way to sleep and back. */
@Timeout(60)
class BlockOnWakeStressTest {
    private static final int ROUNDS = 50_000;

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile Waker waker = Waker.noop();

    @Test
    void noWakeIsLostIfTheThreadSleepsAtOnce() throws Exception {
        askAndAnswer(Duration.ZERO);
    }

    @Test
    void noWakeIsLostIfTheThreadSpinsFirst() throws Exception {
        askAndAnswer(Duration.ofNanos(5_000));
    }

    private void askAndAnswer(Duration spin) throws Exception {
        Thread answering = Thread.ofPlatform().daemon().start(this::answer);
        try (var runtime = AsyncRuntime.multiThread().workerThreads(1).spinCeiling(spin).build()) {
            int rounds =
                    runtime.blockOn(
                            Steps.future(cx -> {
                                waker = cx.waker();
                                if (answered.get() == ROUNDS) {
                                    return Poll.ready(ROUNDS);
                                }
                                asked.set(answered.get() + 1);
                                return Poll.pending();
                            }));
            assertThat(rounds).isEqualTo(ROUNDS);
        }
        answering.join();
    }

    /** Waits for a question by spinning, and now and then a little longer. */
    private void answer() {
        for (int i = 1; i <= ROUNDS; i++) {
            while (asked.get() < i) {
                Thread.onSpinWait();
            }
            for (int spins = i % 100; spins > 0; spins--) {
                Thread.onSpinWait();
            }
            answered.set(i);
            waker.wake();
        }
    }
}
