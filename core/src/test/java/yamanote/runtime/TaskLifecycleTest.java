package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.task.JoinHandle;

/** A task from its spawn to its end, on both flavours; Tokio's task and loom tests. */
@Timeout(120)
class TaskLifecycleTest {
    /** B045: the thread goes on with other tasks. */
    @ParameterizedTest
    @EnumSource
    void whatATaskThrowsIsInItsHandleAndItsThreadSurvives(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = flavour.build()) {
            for (int i = 0; i < 100; i++) {
                Throwable thrown = i % 2 == 0 ? new IOException("no") : new AssertionError("bad");
                JoinHandle<Integer> failing = runtime.spawn(new Throwing(thrown));
                assertThatThrownBy(() -> runtime.blockOn(failing)).isSameAs(thrown);
            }
            JoinHandle<Integer> after = runtime.spawn(Steps.yielding(3));
            assertThat(runtime.<Integer>blockOn(after)).isEqualTo(3);
        }
    }

    /** B048: seen by whoever is woken by the end. */
    @ParameterizedTest
    @EnumSource
    void whenTheHandleIsReadyTheBodyHasEnded(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = flavour.build()) {
            for (int i = 0; i < 500; i++) {
                AtomicBoolean ended = new AtomicBoolean();
                JoinHandle<Integer> task =
                        runtime.spawn(() -> {
                            try {
                                return 1;
                            } finally {
                                ended.set(true);
                            }
                        });
                JoinHandle<Boolean> watcher =
                        runtime.spawn(
                                Steps.future(cx ->
                                        task.poll(cx).isPending()
                                                ? Poll.pending()
                                                : Poll.ready(ended.get())));
                assertThat(runtime.<Boolean>blockOn(watcher)).isTrue();
            }
        }
    }

    /** B124: however often it is woken meanwhile, by itself or by others. */
    @ParameterizedTest
    @EnumSource
    void aWakeDuringThePollLeadsToExactlyOneMore(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = flavour.build()) {
            AtomicInteger polls = new AtomicInteger();
            JoinHandle<Integer> task =
                    runtime.spawn(
                            Steps.future(cx -> {
                                if (polls.incrementAndGet() > 1) {
                                    return Poll.pending();
                                }
                                Waker waker = cx.waker();
                                waker.wake();
                                waker.wake();
                                Thread other = Thread.ofPlatform().start(waker::wake);
                                Eventually.ends(other);
                                return Poll.pending();
                            }));
            for (int i = 0; polls.get() < 2 && i < 1_000_000; i++) {
                runtime.blockOn(runtime.spawn(Steps.yielding(2)));
            }
            for (int i = 0; i < 100; i++) {
                runtime.blockOn(runtime.spawn(Steps.yielding(2)));
            }
            assertThat(polls).hasValue(2);
            assertThat(task.isFinished()).isFalse();
        }
    }

    /** B126, B123: woken by three threads without end, it loses none of their last wakes. */
    @ParameterizedTest
    @EnumSource
    void aTaskIsNeverPolledByTwoThreadsAtOnceAndNoWakeIsLost(Flavour flavour) throws Exception {
        int wakes = 20_000;
        try (AsyncRuntime runtime = flavour.build()) {
            AtomicInteger asked = new AtomicInteger();
            AtomicBoolean inside = new AtomicBoolean();
            Gate<Integer> first = new Gate<>();
            int[] polls = {0};
            JoinHandle<Integer> task =
                    runtime.spawn(
                            Steps.future(cx -> {
                                assertThat(inside.getAndSet(true)).isFalse();
                                first.poll(cx);
                                polls[0]++;
                                int seen = asked.get();
                                inside.set(false);
                                return seen == 3 * wakes ? Poll.ready(seen) : Poll.pending();
                            }));
            List<Thread> wakers = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                wakers.add(
                        Thread.ofPlatform()
                                .start(() -> {
                                    Eventually.holds(() -> first.polls.get() > 0);
                                    for (int i = 0; i < wakes; i++) {
                                        asked.incrementAndGet();
                                        first.waker().wake();
                                    }
                                }));
            }
            assertThat(runtime.<Integer>blockOn(task)).isEqualTo(3 * wakes);
            assertThat(polls[0]).isBetween(2, 3 * wakes + 1);
            for (Thread waker : wakers) {
                Eventually.ends(waker);
            }
        }
    }

    /** B123: two tasks, each waking the other. */
    @Test
    void noWakeOfTwoTasksThatNotifyEachOtherIsLost() throws Exception {
        try (AsyncRuntime runtime = Flavour.MULTI_THREAD.build()) {
            for (int round = 0; round < 2_000; round++) {
                Gate<Integer> left = new Gate<>();
                Gate<Integer> right = new Gate<>();
                CountDownLatch ran = new CountDownLatch(2);
                runtime.spawn(answering(left, right, ran));
                runtime.spawn(answering(right, left, ran));
                Eventually.happens(ran);
            }
        }
    }

    private static Future<Integer> answering(
            Gate<Integer> own, Gate<Integer> others, CountDownLatch ran) {
        int[] polls = {0};
        return cx -> {
            if (polls[0]++ == 0) {
                others.open(1);
            }
            Poll<Integer> poll = own.poll(cx);
            if (poll.isReady()) {
                ran.countDown();
            }
            return poll;
        };
    }

    private record Throwing(Throwable thrown) implements Future<Integer> {
        @Override
        public Poll<Integer> poll(Context cx) throws Exception {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown;
        }
    }
}
