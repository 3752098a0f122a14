package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yamanote.net.TcpListener;
import yamanote.sync.Oneshot;

/**
 * A wake from another thread meets the driver at every point of its way to sleep and back: a lost
 * one hangs the round. The other thread waits a little or not at all before it answers, so that the
 * runtime is now awake, now falling asleep, now parked.
 */
class CrossThreadWakeStressTest {
    private static final int ROUNDS = 20_000;

    @Test
    @Timeout(60)
    void noWakeIsLostWhileTheDriverWaitsOnItsThread() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().io(false).build()) {
            askAndAnswer(runtime);
        }
    }

    @Test
    @Timeout(60)
    void noWakeIsLostWhileTheDriverWaitsInTheReactor() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            TcpListener listener =
                    runtime.blockOn(
                            async(() -> TcpListener.bind(new InetSocketAddress("127.0.0.1", 0))));
            try (listener) {
                askAndAnswer(runtime);
            }
        }
    }

    /** The root on its own thread, and a task whose workers fall asleep at once. */
    @ParameterizedTest
    @ValueSource(longs = {0, 50_000})
    @Timeout(60)
    void noWakeIsLostWhileWorkersFallAsleep(long spinNanos) throws Exception {
        try (var runtime =
                AsyncRuntime.multiThread()
                        .workerThreads(2)
                        .spinCeiling(Duration.ofNanos(spinNanos))
                        .stuckThreshold(Duration.ZERO)
                        .build()) {
            askAndAnswer(runtime);
            var task =
                    runtime.spawn(
                            async(() -> {
                                // Here the question is answered on a thread of its own, too.
                                int total = 0;
                                for (int i = 0; i < ROUNDS; i++) {
                                    var channel = Oneshot.<Integer>channel();
                                    Thread.ofVirtual().start(() -> channel.sender().send(1));
                                    total += channel.receiver().await();
                                }
                                return total;
                            }));
            assertThat(runtime.<Integer>blockOn(task)).isEqualTo(ROUNDS);
        }
    }

    private static void askAndAnswer(AsyncRuntime runtime) throws Exception {
        var questions = new SynchronousQueue<Oneshot.Sender<Integer>>();
        Thread answering = Thread.ofPlatform().daemon().start(() -> answer(questions));
        int sum =
                runtime.blockOn(
                        async(() -> {
                            int total = 0;
                            for (int i = 0; i < ROUNDS; i++) {
                                var channel = Oneshot.<Integer>channel();
                                questions.put(channel.sender());
                                total += channel.receiver().await();
                            }
                            return total;
                        }));
        assertThat(sum).isEqualTo(ROUNDS);
        answering.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(answering.isAlive()).isFalse();
    }

    private static void answer(SynchronousQueue<Oneshot.Sender<Integer>> questions) {
        Random random = new Random(5);
        try {
            for (int i = 0; i < ROUNDS; i++) {
                Oneshot.Sender<Integer> sender = questions.take();
                for (int spins = random.nextInt(2000); spins > 0; spins--) {
                    Thread.onSpinWait();
                }
                sender.send(1);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
