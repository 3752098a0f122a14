package yamanote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Context;
import yamanote.future.Poll;
import yamanote.runtime.AsyncRuntime;

/**
 * A stream as a publisher. The runtime has one thread, this one: each {@link #run} lets its tasks
 * get as far as they can.
 */
@Timeout(60)
class StreamPublisherTest {
    private final List<Throwable> unhandled = Collections.synchronizedList(new ArrayList<>());
    private final AsyncRuntime runtime =
            AsyncRuntime.currentThread().onUnhandledFailure((site, t) -> unhandled.add(t)).build();

    @AfterEach
    void close() {
        runtime.close();
    }

    /** Gives the numbers from 1; notes its polls and its cancel, which takes some polls. */
    private static final class Numbers implements AsyncStream<Integer> {
        final int count;
        int slowCleanUp;
        int polls;
        int cancels;
        boolean cleanedUp;
        private int at;

        Numbers(int count) {
            this.count = count;
        }

        @Override
        public Poll<Integer> pollNext(Context cx) throws Exception {
            polls++;
            if (cancels > 0) {
                if (slowCleanUp-- > 0) {
                    cx.defer();
                    return Poll.pending();
                }
                cleanedUp = true;
                return Poll.ready(null);
            }
            return at == count ? Poll.ready(null) : Poll.ready(++at);
        }

        @Override
        public boolean cancel(Context cx) {
            if (cancels++ == 0) {
                cx.defer();
                cleanedUp = slowCleanUp == 0;
            }
            return slowCleanUp == 0;
        }
    }

    private void run() throws Exception {
        int[] left = {10};
        runtime.blockOn(cx -> {
            cx.defer();
            return left[0]-- > 0 ? Poll.pending() : Poll.ready(0);
        });
    }

    private FlowProbe<Integer> subscribe(AsyncStream<Integer> stream, long first) {
        FlowProbe<Integer> probe = new FlowProbe<>(first);
        Flows.<Integer>toPublisherOnce(runtime.handle(), stream).subscribe(probe);
        return probe;
    }

    @Test
    void itSendsWhatIsAskedForAndAsksForNoMore() throws Exception {
        Numbers numbers = new Numbers(3);
        FlowProbe<Integer> probe = subscribe(numbers, 0);
        assertThat(probe.signals).containsExactly("subscribed");
        run();
        assertThat(numbers.polls).isZero();
        probe.subscription().request(2);
        run();
        assertThat(probe.signals).containsExactly("subscribed", 1, 2);
        assertThat(numbers.polls).isEqualTo(2);
        probe.subscription().request(1);
        run();
        assertThat(probe.signals).containsExactly("subscribed", 1, 2, 3);
        probe.subscription().request(1);
        run();
        assertThat(probe.signals).containsExactly("subscribed", 1, 2, 3, "complete");
        assertThat(numbers.cancels).isZero();
        probe.subscription().request(1);
        probe.subscription().cancel();
        run();
        assertThat(probe.signals).hasSize(5);
        assertThat(runtime.metrics().aliveTasks()).isZero();
    }

    @Test
    void withoutALimitItSendsAll() throws Exception {
        FlowProbe<Integer> probe = subscribe(new Numbers(1_000), Long.MAX_VALUE);
        probe.subscription().request(Long.MAX_VALUE);
        while (probe.ended.getCount() > 0) {
            run();
        }
        assertThat(probe.signals).hasSize(1_002);
    }

    /** One that is always ready does not keep the runtime from others. */
    @Test
    void itGivesWayWhenItsBudgetIsUsedUp() throws Exception {
        FlowProbe<Integer> probe = subscribe(new Numbers(Integer.MAX_VALUE), Long.MAX_VALUE);
        run();
        assertThat(probe.signals.size()).isBetween(2, 5_000);
        probe.subscription().cancel();
    }

    @Test
    void askingWithinOnNextIsNoRecursion() throws Exception {
        FlowProbe<Integer> probe = subscribe(new Numbers(100_000), 1);
        probe.onItem = item -> probe.subscription().request(1);
        while (probe.ended.getCount() > 0) {
            run();
        }
        assertThat(probe.signals).hasSize(100_002);
    }

    @Test
    void cancelClosesTheStreamAndWaitsForItsCleanUp() throws Exception {
        Numbers numbers = new Numbers(3);
        numbers.slowCleanUp = 2;
        FlowProbe<Integer> probe = subscribe(numbers, 1);
        run();
        probe.subscription().cancel();
        probe.subscription().cancel();
        probe.subscription().request(5);
        run();
        assertThat(probe.signals).containsExactly("subscribed", 1);
        assertThat(numbers.cancels).isOne();
        assertThat(numbers.cleanedUp).isTrue();
        assertThat(runtime.metrics().aliveTasks()).isZero();
    }

    @Test
    void cancelWithinOnNextStopsAtOnce() throws Exception {
        FlowProbe<Integer> probe = subscribe(new Numbers(3), 3);
        probe.onItem = item -> probe.subscription().cancel();
        run();
        assertThat(probe.signals).containsExactly("subscribed", 1);
    }

    @Test
    void cancelWithinOnSubscribeMakesNoStream() throws Exception {
        AtomicInteger made = new AtomicInteger();
        Supplier<AsyncStream<Integer>> streams =
                () -> {
                    made.incrementAndGet();
                    return new Numbers(1);
                };
        Flows.<Integer>toPublisher(runtime.handle(), streams)
                .subscribe(
                        new Flow.Subscriber<Integer>() {
                            @Override
                            public void onSubscribe(Flow.Subscription subscription) {
                                subscription.cancel();
                            }

                            @Override
                            public void onNext(Integer item) {}

                            @Override
                            public void onError(Throwable throwable) {}

                            @Override
                            public void onComplete() {}
                        });
        run();
        assertThat(made).hasValue(0);
        assertThat(runtime.metrics().aliveTasks()).isZero();
    }

    @Test
    void aStreamThatIsPendingIsCancelledToo() throws Exception {
        int[] cancels = {0};
        AsyncStream<Integer> never =
                new AsyncStream<>() {
                    @Override
                    public Poll<Integer> pollNext(Context cx) {
                        return Poll.pending();
                    }

                    @Override
                    public boolean cancel(Context cx) {
                        cancels[0]++;
                        return true;
                    }
                };
        FlowProbe<Integer> probe = subscribe(never, 1);
        run();
        probe.subscription().cancel();
        run();
        assertThat(cancels[0]).isOne();
    }

    @Test
    void aRequestThatCannotBeIsAnErrorAndEndsTheStream() throws Exception {
        Numbers numbers = new Numbers(3);
        FlowProbe<Integer> probe = subscribe(numbers, 1);
        run();
        probe.subscription().request(0);
        run();
        assertThat(probe.signals).containsExactly("subscribed", 1, "failed");
        assertThat(probe.failure)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cancel()");
        assertThat(numbers.cancels).isOne();
    }

    @Test
    void aFailureOfTheStreamIsTheSubscribers() throws Exception {
        IOException gone = new IOException("gone");
        FlowProbe<Integer> probe =
                subscribe(
                        cx -> {
                            throw gone;
                        },
                        1);
        run();
        assertThat(probe.failure).isSameAs(gone);
        assertThat(probe.signals).containsExactly("subscribed", "failed");
    }

    @Test
    void aFailureToMakeTheStreamNeedsNoRequest() throws Exception {
        IllegalArgumentException thrown = new IllegalArgumentException("on purpose");
        FlowProbe<Integer> probe = new FlowProbe<>(0);
        Flows.<Integer>toPublisher(
                        runtime.handle(),
                        () -> {
                            throw thrown;
                        })
                .subscribe(probe);
        run();
        assertThat(probe.failure).isSameAs(thrown);
    }

    @Test
    void aSubscriberThatThrowsIsCancelledAndReported() throws Exception {
        IllegalArgumentException thrown = new IllegalArgumentException("on purpose");
        Numbers numbers = new Numbers(3);
        FlowProbe<Integer> probe = subscribe(numbers, 3);
        probe.onItem =
                item -> {
                    throw thrown;
                };
        run();
        assertThat(numbers.cancels).isOne();
        assertThat(probe.signals).containsExactly("subscribed", 1);
        runtime.close();
        assertThat(unhandled).containsExactly(thrown);
    }

    @Test
    void theOneStreamHasOneSubscriber() throws Exception {
        Flow.Publisher<Integer> once = Flows.toPublisherOnce(runtime.handle(), new Numbers(1));
        FlowProbe<Integer> first = new FlowProbe<>(5);
        FlowProbe<Integer> second = new FlowProbe<>(5);
        once.subscribe(first);
        once.subscribe(second);
        run();
        assertThat(first.signals).containsExactly("subscribed", 1, "complete");
        assertThat(second.signals).containsExactly("subscribed", "failed");
        assertThat(second.failure)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("toPublisher(runtime, () -> a new stream)");
    }

    @Test
    void eachSubscriberHasItsStream() throws Exception {
        Flow.Publisher<Integer> publisher =
                Flows.toPublisher(runtime.handle(), () -> new Numbers(2));
        FlowProbe<Integer> first = new FlowProbe<>(5);
        FlowProbe<Integer> second = new FlowProbe<>(1);
        publisher.subscribe(first);
        publisher.subscribe(second);
        run();
        assertThat(first.signals).containsExactly("subscribed", 1, 2, "complete");
        assertThat(second.signals).containsExactly("subscribed", 1);
    }

    @Test
    void aClosedRuntimeEndsTheSubscription() throws Exception {
        Numbers numbers = new Numbers(3);
        FlowProbe<Integer> before = subscribe(numbers, 1);
        run();
        runtime.close();
        assertThat(before.signals).containsExactly("subscribed", 1, "failed");
        assertThat(before.failure).isInstanceOf(CancellationException.class);
        assertThat(numbers.cancels).isOne();
        FlowProbe<Integer> after = subscribe(new Numbers(3), 1);
        assertThat(after.signals).containsExactly("subscribed", "failed");
    }

    @Test
    void nullIsRefusedAtOnce() {
        assertThatNullPointerException()
                .isThrownBy(() ->
                        Flows.toPublisherOnce(runtime.handle(), new Numbers(1)).subscribe(null));
        assertThatNullPointerException()
                .isThrownBy(() -> Flows.toPublisherOnce(runtime.handle(), null));
    }

    /** Requests and cancels of other threads meet the task at every point of its way to Pending. */
    @Test
    void requestsMayRaceWithTheTask() throws Exception {
        try (AsyncRuntime multi = AsyncRuntime.multiThread().workerThreads(2).build()) {
            for (int i = 0; i < 2_000; i++) {
                CountDownLatch three = new CountDownLatch(3);
                FlowProbe<Integer> probe = new FlowProbe<>(1);
                probe.onItem = item -> three.countDown();
                Flows.<Integer>toPublisher(multi.handle(), () -> new Numbers(1_000))
                        .subscribe(probe);
                probe.subscription().request(1);
                probe.subscription().request(1);
                assertThat(three.await(20, TimeUnit.SECONDS)).isTrue();
                assertThat(probe.signals).containsExactly("subscribed", 1, 2, 3);
                probe.subscription().cancel();
            }
        }
    }
}
