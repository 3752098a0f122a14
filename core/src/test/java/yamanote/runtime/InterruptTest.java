package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Poll;

/** An interrupt of a thread inside blockOn. */
@Timeout(20)
class InterruptTest {
    @Test
    void cancelsTheRootWaitsForItsCleanUpAndThrows() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
            Gate<Integer> root = new Gate<>();
            root.slowCleanUp = true;
            Thread inside = Thread.currentThread();
            Thread other =
                    Thread.ofPlatform()
                            .start(() -> {
                                while (root.polls.get() == 0) {
                                    Thread.onSpinWait();
                                }
                                inside.interrupt();
                                while (root.cancels.get() == 0) {
                                    Thread.onSpinWait();
                                }
                                root.open(1);
                            });
            assertThatThrownBy(() -> runtime.blockOn(root))
                    .isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(root.cancels).hasValue(1);
            assertThat(root.polls.get()).as("the clean-up was polled").isGreaterThanOrEqualTo(2);
            other.join();
        }
    }

    @Test
    void beforehandNothingOfTheRootRuns() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
            Gate<Integer> root = new Gate<>();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> runtime.blockOn(root))
                    .isInstanceOf(InterruptedException.class);
            assertThat(root.polls).hasValue(0);
            assertThat(root.cancels).hasValue(1);
            Integer value = runtime.blockOn(Steps.ready(() -> 3));
            assertThat(value).isEqualTo(3);
        }
    }

    @Test
    void aValueThatIsReadyAllTheSameIsNotLost() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
            Integer value =
                    runtime.blockOn(cx -> {
                        Thread.currentThread().interrupt();
                        return Poll.ready(7);
                    });
            assertThat(value).isEqualTo(7);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
