package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.Async;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.task.TaskCancelledException;
import yamanote.time.Sleep;

/** Tasks that are always ready leave others their turn, on one worker without a watchdog. */
@Timeout(60)
class StarvationTest {
    private final AtomicBoolean over = new AtomicBoolean();
    private final CountDownLatch ran = new CountDownLatch(1);
    private final CountDownLatch busy = new CountDownLatch(3);

    /** Correctness debt 2. */
    @Test
    void aChainOfTasksThatSpawnTheNextDoesNotStarveATaskOfTheSameWorker() throws Exception {
        try (var runtime = oneWorker()) {
            runtime.spawn(
                    Steps.ready(() -> {
                        Async.spawn(last());
                        Async.spawn(link());
                        return 0;
                    }));
            assertRan();
        }
    }

    /** Correctness debt 2. */
    @Test
    void twoTasksThatWakeEachOtherDoNotStarveATaskOfTheSameWorker() throws Exception {
        try (var runtime = oneWorker()) {
            Waker[] wakers = {Waker.noop(), Waker.noop()};
            runtime.spawn(
                    Steps.ready(() -> {
                        Async.spawn(last());
                        Async.spawn(half(wakers, 0));
                        Async.spawn(half(wakers, 1));
                        return 0;
                    }));
            assertRan();
        }
    }

    /** Correctness debt 3. */
    @Test
    void tasksThatGiveWayDoNotStarveATaskFromOutside() throws Exception {
        try (var runtime = oneWorker()) {
            for (int i = 0; i < 3; i++) {
                runtime.spawn(yielding());
            }
            busy.await();
            runtime.spawn(last());
            assertRan();
        }
    }

    /** Correctness debt 3. */
    @Test
    void tasksThatWakeThemselvesDoNotStarveATaskFromOutside() throws Exception {
        try (var runtime = oneWorker()) {
            for (int i = 0; i < 3; i++) {
                runtime.spawn(wakingItself());
            }
            busy.await();
            runtime.spawn(last());
            assertRan();
        }
    }

    @Test
    void tasksThatGiveWayOrWakeThemselvesDoNotStarveTimers() throws Exception {
        try (var runtime = oneWorker()) {
            runtime.spawn(yielding());
            runtime.spawn(wakingItself());
            Sleep[] sleep = new Sleep[1];
            runtime.spawn(
                    Steps.future(cx -> {
                        if (sleep[0] == null) {
                            sleep[0] = Sleep.of(Duration.ofMillis(2));
                        }
                        Poll<?> poll = sleep[0].poll(cx);
                        if (poll instanceof Poll.Ready) {
                            ran.countDown();
                        }
                        return poll;
                    }));
            assertRan();
        }
    }

    /** It begins its polls by a read, which must not pass the abort by. */
    @Test
    void aTaskThatAlwaysGivesWayCanBeAborted() throws Exception {
        try (var runtime = oneWorker()) {
            var handle =
                    runtime.spawn(
                            Steps.future(cx -> {
                                ran.countDown();
                                cx.defer();
                                return over.get() ? Poll.ready(0) : Poll.pending();
                            }));
            ran.await();
            handle.abort();
            assertThatThrownBy(() -> runtime.blockOn(handle))
                    .isInstanceOf(TaskCancelledException.class);
        } finally {
            over.set(true);
        }
    }

    private static AsyncRuntime oneWorker() {
        return AsyncRuntime.multiThread().workerThreads(1).stuckThreshold(Duration.ZERO).build();
    }

    private void assertRan() throws InterruptedException {
        boolean inTime = ran.await(20, TimeUnit.SECONDS);
        over.set(true);
        assertThat(inTime).isTrue();
    }

    private Future<Integer> last() {
        return Steps.ready(() -> {
            ran.countDown();
            return 0;
        });
    }

    private Future<Integer> link() {
        return Steps.ready(() -> {
            if (!over.get()) {
                Async.spawn(link());
            }
            return 0;
        });
    }

    private Future<Integer> half(Waker[] wakers, int mine) {
        return Steps.future(cx -> {
            wakers[mine] = cx.waker();
            wakers[1 - mine].wake();
            return over.get() ? Poll.ready(0) : Poll.pending();
        });
    }

    private Future<Integer> yielding() {
        return Steps.future(cx -> {
            busy.countDown();
            cx.defer();
            return over.get() ? Poll.ready(0) : Poll.pending();
        });
    }

    private Future<Integer> wakingItself() {
        return Steps.future(cx -> {
            busy.countDown();
            cx.waker().wake();
            return over.get() ? Poll.ready(0) : Poll.pending();
        });
    }
}
