package yamanote.it.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.Async;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.runtime.AsyncRuntime;
import yamanote.sync.Mpsc;
import yamanote.sync.Oneshot;
import yamanote.sync.Semaphore;
import yamanote.task.JoinHandle;

/** Virtual threads that await what tasks and primitives of a runtime give. */
@Timeout(60)
@SuppressWarnings("yamanote.awaitOutside") // what is tested here
class VirtualThreadTest {
    private final AsyncRuntime runtime = AsyncRuntime.multiThread().workerThreads(2).build();

    @AfterEach
    void close() {
        runtime.close();
    }

    private static <T> FutureTask<T> start(Callable<T> code, @Nullable Thread[] thread) {
        FutureTask<T> task = new FutureTask<>(code);
        thread[0] = Thread.ofVirtual().start(task);
        return task;
    }

    private static <T> T get(FutureTask<T> task) throws Exception {
        return task.get(20, TimeUnit.SECONDS);
    }

    @Test
    void itMayAwaitATask() throws Exception {
        JoinHandle<Integer> handle =
                runtime.spawn(() -> {
                    Async.sleep(Duration.ofMillis(2)).await();
                    return 3;
                });
        assertThat(get(start(() -> handle.await(), new Thread[1]))).isEqualTo(3);
    }

    /** It lets go of the task, which goes on. */
    @Test
    void anInterruptDetachesFromTheTask() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        JoinHandle<Integer> handle =
                runtime.spawnBlocking(() -> {
                    goOn.await();
                    return 4;
                });
        Thread[] thread = new Thread[1];
        FutureTask<Integer> waiting = start(() -> handle.await(), thread);
        thread[0].interrupt();
        assertThatThrownBy(() -> get(waiting)).hasCauseInstanceOf(InterruptedException.class);
        goOn.countDown();
        assertThat(runtime.<Integer>blockOn(handle)).isEqualTo(4);
    }

    /** Its place in line goes to the next, the permit to nobody who does not want it. */
    @Test
    void anInterruptLeavesTheLine() throws Exception {
        Semaphore semaphore = Semaphore.of(0);
        Thread[] thread = new Thread[1];
        FutureTask<Boolean> waiting =
                start(
                        () -> {
                            semaphore.acquire().await();
                            return true;
                        },
                        thread);
        thread[0].interrupt();
        assertThatThrownBy(() -> get(waiting)).hasCauseInstanceOf(InterruptedException.class);
        semaphore.addPermits(1);
        assertThat(semaphore.availablePermits()).isEqualTo(1);
    }

    /** A timer belongs to the runtime that was entered, the wait to the virtual thread. */
    @Test
    void inAnEnteredRuntimeItHasTimers() throws Exception {
        FutureTask<String> late =
                start(
                        () -> {
                            try (var _ = runtime.handle().enter()) {
                                Future<Integer> never = Futures.pending();
                                return "" + Async.timeout(Duration.ofMillis(1), never).await();
                            } catch (TimeoutException e) {
                                return "late";
                            }
                        },
                        new Thread[1]);
        assertThat(get(late)).isEqualTo("late");
    }

    @Test
    void handOverHandToATaskAndBack() throws Exception {
        int rounds = 20_000;
        Mpsc.Channel<Oneshot.Sender<Integer>> questions = Mpsc.channel(4);
        JoinHandle<Integer> answering =
                runtime.spawn(() -> {
                    int answered = 0;
                    while (questions.receiver().receive().await()
                            instanceof Oneshot.Sender<Integer> to) {
                        to.send(answered++);
                    }
                    return answered;
                });
        List<FutureTask<Integer>> asking = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 4; i++) {
            Mpsc.Sender<Oneshot.Sender<Integer>> to = questions.sender().share();
            asking.add(
                    start(
                            () -> {
                                try (to) {
                                    for (int n = 0; n < rounds / 4; n++) {
                                        var answer = Oneshot.<Integer>channel();
                                        to.send(answer.sender()).await();
                                        answer.receiver().await();
                                    }
                                }
                                return 1;
                            },
                            new Thread[1]));
        }
        questions.sender().close();
        for (FutureTask<Integer> one : asking) {
            assertThat(get(one)).isOne();
        }
        assertThat(runtime.<Integer>blockOn(answering)).isEqualTo(rounds);
    }
}
