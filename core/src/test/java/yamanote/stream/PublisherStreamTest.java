package yamanote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Context;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.internal.timer.Allocation;

/** A publisher as a stream, polled by hand. */
@Timeout(60)
class PublisherStreamTest {
    private final AtomicInteger wakes = new AtomicInteger();
    private final Context cx = Context.of(Waker.of(wakes::incrementAndGet));
    private final HandPublisher<String> publisher = new HandPublisher<>();
    private final AsyncStream<String> stream = Flows.fromPublisher(publisher, 4);

    private @Nullable String next() throws Exception {
        return switch (stream.pollNext(cx)) {
            case Poll.Ready<String>(var item) -> item;
            case Poll.Pending<String> _ -> "pending";
        };
    }

    private void open() throws Exception {
        assertThat(next()).isEqualTo("pending");
        publisher.open();
    }

    @Test
    void nothingHappensBeforeTheFirstPoll() throws Exception {
        assertThat(publisher.isSubscribed()).isFalse();
        assertThat(next()).isEqualTo("pending");
        assertThat(publisher.isSubscribed()).isTrue();
    }

    @Test
    void itemsComeInOrderThenTheEnd() throws Exception {
        open();
        publisher.subscriber().onNext("a");
        assertThat(wakes).hasValue(1);
        publisher.subscriber().onNext("b");
        publisher.subscriber().onComplete();
        assertThat(wakes).as("one wake until the next poll").hasValue(1);
        assertThat(next()).isEqualTo("a");
        assertThat(next()).isEqualTo("b");
        assertThat(next()).isNull();
        assertThat(next()).isNull();
        assertThat(publisher.cancels).isZero();
    }

    @Test
    void theEndAloneWakes() throws Exception {
        open();
        publisher.subscriber().onComplete();
        assertThat(wakes).hasValue(1);
        assertThat(next()).isNull();
    }

    @Test
    void aFailureComesAfterTheItemsAndEndsTheStream() throws Exception {
        IOException gone = new IOException("gone");
        open();
        publisher.subscriber().onNext("a");
        publisher.subscriber().onError(gone);
        assertThat(next()).isEqualTo("a");
        assertThatThrownBy(this::next).isSameAs(gone);
        assertThat(next()).isNull();
        assertThat(publisher.cancels).isZero();
    }

    @Test
    void itAsksForThePrefetchThenInStepsOfThreeQuarters() throws Exception {
        open();
        assertThat(publisher.requests).containsExactly(4L);
        for (int i = 0; i < 4; i++) {
            publisher.subscriber().onNext("" + i);
        }
        assertThat(next()).isEqualTo("0");
        assertThat(next()).isEqualTo("1");
        assertThat(publisher.requests).containsExactly(4L);
        assertThat(next()).isEqualTo("2");
        assertThat(publisher.requests).containsExactly(4L, 3L);
    }

    @Test
    void aPrefetchOfOneIsPossible() throws Exception {
        AsyncStream<String> one = Flows.fromPublisher(publisher, 1);
        assertThat(one.pollNext(cx).isPending()).isTrue();
        publisher.open();
        for (int i = 0; i < 10; i++) {
            publisher.subscriber().onNext("" + i);
            assertThat(one.pollNext(cx)).isEqualTo(Poll.ready("" + i));
        }
        assertThat(publisher.requests).hasSize(11).containsOnly(1L);
    }

    /** Signals inside of subscribe and request, as of a publisher that has all at hand. */
    @Test
    void aPublisherThatAnswersAtOnceNeedsNoWake() throws Exception {
        AsyncStream<Integer> ready =
                Flows.fromPublisher(
                        subscriber ->
                                subscriber.onSubscribe(
                                        new Flow.Subscription() {
                                            private int at;

                                            @Override
                                            public void request(long n) {
                                                for (long i = 0; i < n; i++) {
                                                    subscriber.onNext(at++);
                                                }
                                            }

                                            @Override
                                            public void cancel() {}
                                        }),
                        8);
        for (int i = 0; i < 1_000; i++) {
            assertThat(ready.pollNext(cx)).isEqualTo(Poll.ready(i));
        }
        assertThat(wakes).hasValue(0);
    }

    @Test
    void cancelCancelsTheSubscriptionOnceAndDropsWhatIsHeld() throws Exception {
        HandPublisher<Owned> source = new HandPublisher<>();
        AsyncStream<Owned> owned = Flows.fromPublisher(source, 4);
        int[] closed = {0};
        assertThat(owned.pollNext(cx).isPending()).isTrue();
        source.open();
        source.subscriber().onNext(() -> closed[0]++);
        source.subscriber().onNext(() -> closed[0]++);
        assertThat(owned.cancel(cx)).isTrue();
        assertThat(owned.cancel(cx)).isTrue();
        assertThat(closed[0]).isEqualTo(2);
        assertThat(source.cancels).isOne();
        source.subscriber().onNext(() -> closed[0]++);
        source.subscriber().onNext(() -> closed[0]++);
        assertThat(closed[0]).as("what still comes is dropped").isEqualTo(4);
        source.subscriber().onComplete();
        assertThat(owned.pollNext(cx)).isEqualTo(Poll.ready(null));
    }

    @Test
    void cancelledBeforeItsFirstPollItDoesNotSubscribe() throws Exception {
        assertThat(stream.cancel(cx)).isTrue();
        assertThat(next()).isNull();
        assertThat(publisher.isSubscribed()).isFalse();
    }

    @Test
    void aSubscriptionThatComesAfterTheCancelIsCancelled() throws Exception {
        assertThat(next()).isEqualTo("pending");
        stream.cancel(cx);
        publisher.open();
        assertThat(publisher.cancels).isOne();
        assertThat(publisher.requests).isEmpty();
    }

    @Test
    void afterTheEndACancelDoesNothing() throws Exception {
        open();
        publisher.subscriber().onComplete();
        assertThat(next()).isNull();
        stream.cancel(cx);
        assertThat(publisher.cancels).isZero();
    }

    @Test
    void aSecondSubscriptionIsCancelled() throws Exception {
        open();
        publisher.open();
        assertThat(publisher.cancels).isOne();
        publisher.subscriber().onNext("a");
        assertThat(next()).isEqualTo("a");
    }

    @Test
    void aPublisherThatSendsTooMuchIsCancelledAndTheStreamFails() throws Exception {
        open();
        for (int i = 0; i < 6; i++) {
            publisher.subscriber().onNext("" + i);
        }
        assertThat(publisher.cancels).isOne();
        for (int i = 0; i < 4; i++) {
            assertThat(next()).isEqualTo("" + i);
        }
        assertThatThrownBy(this::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the publisher sent more than the 4 items it was asked for");
        assertThat(next()).isNull();
        assertThat(publisher.cancels).isOne();
    }

    @Test
    void aPublisherThatThrowsFailsTheStream() throws Exception {
        IllegalArgumentException thrown = new IllegalArgumentException("on purpose");
        AsyncStream<String> broken =
                Flows.fromPublisher(subscriber -> {
                    throw thrown;
                });
        assertThatThrownBy(() -> broken.pollNext(cx)).isSameAs(thrown);
        assertThat(broken.pollNext(cx)).isEqualTo(Poll.ready(null));
    }

    @Test
    void nullSignalsAreRefused() throws Exception {
        open();
        assertThatNullPointerException().isThrownBy(() -> publisher.subscriber().onNext(null));
        assertThatNullPointerException().isThrownBy(() -> publisher.subscriber().onError(null));
        assertThatNullPointerException().isThrownBy(() -> publisher.subscriber().onSubscribe(null));
    }

    @Test
    void thePrefetchIsChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Flows.fromPublisher(publisher, 0))
                .withMessage("prefetch must be > 0 and at most 2^20, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Flows.fromPublisher(publisher, Integer.MAX_VALUE));
    }

    @Test
    void theLastWakerCounts() throws Exception {
        open();
        AtomicInteger other = new AtomicInteger();
        assertThat(stream.pollNext(Context.of(Waker.of(other::incrementAndGet))).isPending())
                .isTrue();
        publisher.subscriber().onNext("a");
        assertThat(wakes).hasValue(0);
        assertThat(other).hasValue(1);
    }

    @Test
    void aWakerThatThrowsDoesNotReachThePublisher() throws Exception {
        open();
        Waker bad =
                Waker.of(() -> {
                    throw new IllegalArgumentException("on purpose");
                });
        assertThat(stream.pollNext(Context.of(bad)).isPending()).isTrue();
        publisher.subscriber().onNext("a");
        assertThat(next()).isEqualTo("a");
    }

    /** A waker that polls the stream it is woken for takes the item that woke it. */
    @Test
    void aWakerMayReEnter() throws Exception {
        open();
        List<String> seen = new ArrayList<>();
        Waker polling =
                Waker.of(() -> {
                    try {
                        seen.add(next());
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                });
        assertThat(stream.pollNext(Context.of(polling)).isPending()).isTrue();
        publisher.subscriber().onNext("a");
        assertThat(seen).containsExactly("a");
    }

    @Test
    void anItemAllocatesItsPollOnly() throws Exception {
        Flow.Subscriber<String> subscriber = openForAllocation();
        Runnable round =
                () -> {
                    for (int i = 0; i < 1_000; i++) {
                        subscriber.onNext("item");
                        try {
                            if (stream.pollNext(cx).isPending()) {
                                throw new AssertionError("pending");
                            }
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    }
                };
        round.run();
        assertThat(Allocation.of(round) / 1_000).isLessThanOrEqualTo(20);
    }

    private Flow.Subscriber<String> openForAllocation() throws Exception {
        assertThat(next()).isEqualTo("pending");
        publisher
                .subscriber()
                .onSubscribe(
                        new Flow.Subscription() {
                            @Override
                            public void request(long n) {}

                            @Override
                            public void cancel() {}
                        });
        return publisher.subscriber();
    }

    /** An item is taken or dropped, once, whoever is first; a poll that was Pending is woken. */
    @Test
    void signalsMayRaceWithPollAndCancel() throws Exception {
        try (ExecutorService signalling = Executors.newSingleThreadExecutor()) {
            for (int i = 0; i < 5_000; i++) {
                boolean cancels = i % 2 == 0;
                HandPublisher<Owned> source = new HandPublisher<>();
                AsyncStream<Owned> racing = Flows.fromPublisher(source, 2);
                AtomicInteger closed = new AtomicInteger();
                CountDownLatch woken = new CountDownLatch(1);
                Context context = Context.of(Waker.of(woken::countDown));
                assertThat(racing.pollNext(Context.noop()).isPending()).isTrue();
                source.open();
                var sent =
                        signalling.submit(
                                () -> source.subscriber().onNext(closed::incrementAndGet));
                Poll<Owned> polled = racing.pollNext(context);
                if (cancels) {
                    racing.cancel(context);
                } else if (polled.isPending()) {
                    assertThat(woken.await(20, TimeUnit.SECONDS)).isTrue();
                    polled = racing.pollNext(context);
                    assertThat(polled.isReady()).isTrue();
                }
                sent.get();
                assertThat(closed.get()).isEqualTo(polled.isReady() ? 0 : 1);
            }
        }
    }
}
