package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Poll;
import yamanote.task.AbortHandle;
import yamanote.task.JoinHandle;
import yamanote.task.Outcome;
import yamanote.task.TaskCancelledException;

/** abort() from other threads on both flavours; Tokio's task_abort.rs. */
@Timeout(120)
class AbortTest {
    /** B055, B057: without another poll, and never on the thread that aborts. */
    @ParameterizedTest
    @EnumSource
    void anIdleTaskIsCancelledOnAThreadOfTheRuntime(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = flavour.build()) {
            for (int i = 0; i < 500; i++) {
                Gate<Integer> gate = new Gate<>();
                JoinHandle<Integer> handle = runtime.spawn(gate);
                Thread aborter =
                        Thread.ofPlatform()
                                .start(() -> {
                                    Eventually.holds(() -> gate.polls.get() > 0);
                                    handle.abort();
                                });
                assertThatThrownBy(() -> runtime.blockOn(handle))
                        .isInstanceOf(TaskCancelledException.class);
                Eventually.ends(aborter);
                assertThat(gate.polls).hasValue(1);
                assertThat(gate.cancels).hasValue(1);
                assertThat(gate.cancelledOn).isNotNull().isNotSameAs(aborter);
                if (flavour == Flavour.MULTI_THREAD) {
                    assertThat(gate.cancelledOn.getName()).contains("-worker-");
                }
            }
        }
    }

    /** B056: the poll under way ends first, and what it gives wins. */
    @ParameterizedTest
    @EnumSource
    void aValueOfThePollUnderWayWins(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = flavour.build()) {
            for (int i = 0; i < 100; i++) {
                CountDownLatch polling = new CountDownLatch(1);
                CountDownLatch aborted = new CountDownLatch(1);
                JoinHandle<Integer> handle =
                        runtime.spawn(
                                Steps.ready(() -> {
                                    polling.countDown();
                                    Eventually.happens(aborted);
                                    return 7;
                                }));
                Thread aborter = abortDuring(polling, handle.abortHandle(), aborted);
                assertThat(runtime.<Integer>blockOn(handle)).isEqualTo(7);
                Eventually.ends(aborter);
            }
        }
    }

    /** B056: if it is Pending, the cancel follows it. */
    @ParameterizedTest
    @EnumSource
    void afterAPendingPollUnderWayTheTaskIsCancelled(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = flavour.build()) {
            for (int i = 0; i < 100; i++) {
                CountDownLatch polling = new CountDownLatch(1);
                CountDownLatch aborted = new CountDownLatch(1);
                JoinHandle<Integer> handle =
                        runtime.spawn(
                                Steps.future(cx -> {
                                    polling.countDown();
                                    Eventually.happens(aborted);
                                    return Poll.pending();
                                }));
                Thread aborter = abortDuring(polling, handle.abortHandle(), aborted);
                assertThat(runtime.<Outcome<Integer>>blockOn(handle.outcome()))
                        .isEqualTo(new Outcome.Cancelled<Integer>());
                Eventually.ends(aborter);
            }
        }
    }

    private static Thread abortDuring(
            CountDownLatch polling, AbortHandle handle, CountDownLatch aborted) {
        return Thread.ofPlatform()
                .start(() -> {
                    try {
                        Eventually.happens(polling);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    handle.abort();
                    aborted.countDown();
                });
    }

    /** B058: nobody holds the handle any more. */
    @ParameterizedTest
    @EnumSource
    void withoutAHandleTheTaskIsCancelledAllTheSame(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = flavour.build()) {
            Gate<Integer> gate = new Gate<>();
            runtime.spawn(gate).abort();
            Gate<Integer> polled = new Gate<>();
            AbortHandle handle = runtime.spawn(polled).abortHandle();
            Thread aborter =
                    Thread.ofPlatform()
                            .start(() -> {
                                Eventually.holds(() -> polled.polls.get() > 0);
                                handle.abort();
                            });
            runtime.blockOn(
                    Steps.future(cx -> {
                        cx.defer();
                        boolean done = gate.cancels.get() == 1 && polled.cancels.get() == 1;
                        return done ? Poll.ready(1) : Poll.pending();
                    }));
            Eventually.ends(aborter);
            assertThat(polled.polls).hasValue(1);
        }
    }

    /** B059. */
    @ParameterizedTest
    @EnumSource
    void whatACleanUpThrowsIsTheOutcome(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = flavour.build()) {
            IOException failure = new IOException("clean-up");
            Gate<Integer> gate = new Gate<>();
            JoinHandle<Integer> handle =
                    runtime.spawn(() -> {
                        try {
                            return gate.await();
                        } finally {
                            fail(failure);
                        }
                    });
            Thread aborter =
                    Thread.ofPlatform()
                            .start(() -> {
                                Eventually.holds(() -> gate.polls.get() > 0);
                                handle.abort();
                            });
            assertThatThrownBy(() -> runtime.blockOn(handle)).isSameAs(failure);
            Eventually.ends(aborter);
            assertThat(runtime.<Integer>blockOn(runtime.spawn(Steps.yielding(1)))).isEqualTo(1);
        }
    }

    private static void fail(IOException failure) throws IOException {
        throw failure;
    }

    /** B060. */
    @ParameterizedTest
    @EnumSource
    void afterTheEndOrTwiceItIsHarmless(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = flavour.build()) {
            JoinHandle<Integer> done = runtime.spawn(Steps.ready(() -> 1));
            assertThat(runtime.<Integer>blockOn(done)).isEqualTo(1);
            done.abort();
            done.abort();
            assertThat(runtime.<Integer>blockOn(done)).isEqualTo(1);
            Gate<Integer> gate = new Gate<>();
            JoinHandle<Integer> twice = runtime.spawn(gate);
            twice.abort();
            twice.abort();
            assertThat(runtime.<Outcome<Integer>>blockOn(twice.outcome()))
                    .isEqualTo(new Outcome.Cancelled<Integer>());
            assertThat(gate.cancels).hasValue(1);
        }
    }
}
