package yamanote.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static yamanote.Async.async;
import static yamanote.Async.yieldNow;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import yamanote.future.Futures;
import yamanote.future.Poll;
import yamanote.sync.Notify;
import yamanote.sync.Oneshot;
import yamanote.sync.Semaphore;

/** A future polled by hand. */
class TestTaskTest {
    @Test
    void aWakeIsSeenUntilTheNextPoll() throws Exception {
        var semaphore = Semaphore.of(0);
        var task = TestTask.of(semaphore.acquire());
        assertThat(task.isWoken()).isFalse();
        task.assertPending();
        assertThat(task.isWoken()).isFalse();
        semaphore.addPermits(1);
        assertThat(task.isWoken()).isTrue();
        task.assertReady().close();
        assertThat(task.isWoken()).isFalse();
        assertThat(task.wakes()).isEqualTo(1);
        assertThat(task.pollCount()).isEqualTo(2);
    }

    @Test
    void aWakeDuringAPollCounts() throws Exception {
        var task = TestTask.of(yieldNow());
        task.assertPending();
        assertThat(task.isWoken()).isTrue();
    }

    @Test
    void pollingGoesOnAsLongAsItIsWoken() throws Exception {
        var gate = Notify.create();
        var task =
                TestTask.of(() -> {
                    yieldNow().await();
                    yieldNow().await();
                    gate.notified().await();
                    return "through";
                });
        assertThat(task.pollWhileWoken().isPending()).isTrue();
        assertThat(task.pollCount()).isEqualTo(3);
        gate.notifyOne();
        assertThat(task.pollWhileWoken()).isEqualTo(Poll.ready("through"));
    }

    @Test
    void theFailureOfAnAssertionSaysWhatIsWaitedFor() {
        var never = Notify.create();
        var task = TestTask.of(() -> never.notified().await());
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(task::assertReady)
                .withMessageStartingWith(
                        "expected ready, but pending is yamanote.test.TestTaskTest")
                .withMessageContaining("awaits at yamanote.test.TestTaskTest")
                .withMessageContaining("waits for NotifyWaiter");
        assertThat(task.cancel()).isTrue();
    }

    @Test
    void aReadyFutureIsNotPending() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> TestTask.of(Futures.ready("a")).assertPending())
                .withMessage("expected pending, but it was ready with: a");
    }

    @Test
    void whatIsThrownComesBack() {
        IOException broken = new IOException("broken");
        assertThat(TestTask.of(Futures.failed(broken)).assertThrows(IOException.class))
                .isSameAs(broken);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> TestTask.of(Futures.failed(broken)).assertThrows(Error.class))
                .withMessage("expected java.lang.Error, but it threw java.io.IOException: broken")
                .withCause(broken);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> TestTask.of(Futures.ready("a")).assertThrows(Error.class))
                .withMessage("expected java.lang.Error, but it was ready with: a");
    }

    @Test
    void cancelEndsAFutureAndAFalseLeavesItsCleanUpToPolls() throws Exception {
        var never = Notify.create();
        assertThat(TestTask.of(never.notified()).cancel()).isTrue();

        var cleanUp = Oneshot.<String>channel();
        var task =
                TestTask.of(
                        async(() -> {
                            try {
                                never.notified().await();
                            } finally {
                                cleanUp.receiver().await();
                            }
                        }));
        task.assertPending();
        assertThat(task.cancel()).isFalse();
        assertThat(task.isWoken()).isFalse();
        cleanUp.sender().send("done");
        assertThat(task.isWoken()).isTrue();
        task.assertThrows(yamanote.future.CancelledError.class);
    }

    @Test
    void whatACleanUpThrowsIsKept() throws Exception {
        var never = Notify.create();
        IOException broken = new IOException("broken");
        var task =
                TestTask.of(() -> {
                    try {
                        never.notified().await();
                    } finally {
                        throwIt(broken);
                    }
                });
        task.assertPending();
        assertThat(task.cancel()).isTrue();
        assertThat(task.cleanUpFailures()).containsExactly(broken);
    }

    private static void throwIt(IOException thrown) throws IOException {
        throw thrown;
    }
}
