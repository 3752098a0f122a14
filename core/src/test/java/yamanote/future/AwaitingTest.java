package yamanote.future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.internal.util.Ambient;

@Timeout(30)
@SuppressWarnings("yamanote.awaitOutside") // what is tested here
class AwaitingTest {
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    /** Pending until released, from any thread; its clean-up, too, waits for a release. */
    private static final class Gate implements Future<String> {
        final CountDownLatch polled = new CountDownLatch(1);
        final CountDownLatch cancelled = new CountDownLatch(1);
        private final boolean slowCleanUp;
        private volatile boolean open;
        private volatile Waker waker = Waker.noop();

        Gate(boolean slowCleanUp) {
            this.slowCleanUp = slowCleanUp;
        }

        void open() {
            open = true;
            waker.wake();
        }

        @Override
        public Poll<String> poll(Context cx) {
            waker = cx.waker();
            polled.countDown();
            return open ? Poll.ready("open") : Poll.pending();
        }

        @Override
        public boolean cancel(Context cx) {
            waker = cx.waker();
            cancelled.countDown();
            return !slowCleanUp;
        }
    }

    private static <T> FutureTask<T> onVirtualThread(Callable<T> code, Thread[] thread) {
        FutureTask<T> task = new FutureTask<>(code);
        thread[0] = Thread.ofVirtual().start(task);
        return task;
    }

    private static String awaitPlainly(Future<String> future) throws Exception {
        return future.await();
    }

    @Test
    void onAVirtualThreadItParksUntilWoken() throws Exception {
        Gate gate = new Gate(false);
        FutureTask<String> task = onVirtualThread(() -> awaitPlainly(gate), new Thread[1]);
        gate.polled.await();

        gate.open();

        assertThat(task.get(20, TimeUnit.SECONDS)).isEqualTo("open");
    }

    @Test
    void onAVirtualThreadItThrowsTheVeryException() throws Exception {
        IOException gone = new IOException("gone");
        FutureTask<String> task =
                onVirtualThread(() -> awaitPlainly(Futures.failed(gone)), new Thread[1]);

        assertThatThrownBy(() -> task.get(20, TimeUnit.SECONDS)).cause().isSameAs(gone);
    }

    @Test
    void anInterruptCancelsTheFutureAndWaitsForItsCleanUp() throws Exception {
        Gate gate = new Gate(true);
        Thread[] thread = new Thread[1];
        FutureTask<Boolean> task =
                onVirtualThread(
                        () -> {
                            try {
                                awaitPlainly(gate);
                                return false;
                            } catch (InterruptedException e) {
                                log.add("interrupted");
                                return Thread.currentThread().isInterrupted();
                            }
                        },
                        thread);
        gate.polled.await();

        thread[0].interrupt();
        gate.cancelled.await();
        log.add("cleaned up");
        gate.open();

        assertThat(task.get(20, TimeUnit.SECONDS)).as("flag").isFalse();
        assertThat(log).containsExactly("cleaned up", "interrupted");
    }

    @Test
    void aThreadThatIsInterruptedAlreadyCancelsWithoutAPoll() throws Exception {
        Gate gate = new Gate(false);
        FutureTask<String> task =
                onVirtualThread(
                        () -> {
                            Thread.currentThread().interrupt();
                            return awaitPlainly(gate);
                        },
                        new Thread[1]);

        assertThatThrownBy(() -> task.get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(gate.polled.getCount()).isEqualTo(1);
        assertThat(gate.cancelled.getCount()).isZero();
    }

    @Test
    void onAPlatformThreadItThrowsNamingBlockOn() {
        assertThatThrownBy(() -> awaitPlainly(Futures.ready("x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("blockOn");
    }

    @Test
    void onAThreadThatPollsItThrows() {
        Ambient.swap(Context.noop());
        try {
            assertThatThrownBy(() -> awaitPlainly(Futures.ready("x")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith(
                            "await() outside of an async body would block this worker thread: ");
        } finally {
            Ambient.swap(null);
        }
    }

    @Test
    void closeOfAnAsyncCloseableAwaitsAndSurfacesItsExceptionUnchanged() throws Exception {
        IOException gone = new IOException("gone");
        Leaf<@Nullable Void> closing = new Leaf<>("closing", log);
        AsyncCloseable fine = () -> closing.completed(null);
        AsyncCloseable broken =
                () ->
                        _ -> {
                            throw gone;
                        };
        FutureTask<Boolean> task =
                onVirtualThread(
                        () -> {
                            fine.close();
                            broken.close();
                            return true;
                        },
                        new Thread[1]);

        assertThatThrownBy(() -> task.get(20, TimeUnit.SECONDS)).cause().isSameAs(gone);
        assertThat(log).containsExactly("poll closing");
        assertThatThrownBy(fine::close).hasMessageContaining("blockOn");
    }
}
