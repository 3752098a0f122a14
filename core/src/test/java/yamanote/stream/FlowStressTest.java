package yamanote.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yamanote.future.Poll;
import yamanote.runtime.AsyncRuntime;

/** A million items each way. */
@Timeout(60)
class FlowStressTest {
    private static final int ITEMS = 1_000_000;

    private static AsyncRuntime runtime(boolean multi) {
        return multi
                ? AsyncRuntime.multiThread().workerThreads(2).build()
                : AsyncRuntime.currentThread().build();
    }

    /** The numbers below ITEMS; gives way now and then. */
    private static AsyncStream<Integer> numbers() {
        int[] at = {0};
        return cx -> {
            if (cx.exhausted()) {
                return Poll.pending();
            }
            cx.spend();
            return at[0] == ITEMS ? Poll.ready(null) : Poll.ready(at[0]++);
        };
    }

    /** Out as a publisher and in again, on one runtime: in order, none lost. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMillionItemsGoOutAndComeBack(boolean multi) throws Exception {
        try (AsyncRuntime runtime = runtime(multi)) {
            Flow.Publisher<Integer> publisher =
                    Flows.toPublisher(runtime.handle(), FlowStressTest::numbers);
            int count =
                    runtime.blockOn(
                            runtime.spawn(() -> {
                                int seen = 0;
                                try (var back = Flows.fromPublisher(publisher)) {
                                    while (back.next().await() instanceof Integer item) {
                                        if (item != seen++) {
                                            throw new AssertionError(item + " after " + seen);
                                        }
                                    }
                                }
                                return seen;
                            }));
            assertThat(count).isEqualTo(ITEMS);
        }
    }

    /** From a publisher of the JDK, which runs on threads of its own. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMillionItemsComeFromAPublisherOfTheJdk(boolean multi) throws Exception {
        try (AsyncRuntime runtime = runtime(multi);
                SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>()) {
            AsyncStream<Integer> stream = Flows.fromPublisher(publisher, 64);
            Thread submitting =
                    Thread.ofPlatform()
                            .start(() -> {
                                while (publisher.getNumberOfSubscribers() == 0) {
                                    Thread.onSpinWait();
                                }
                                for (int i = 0; i < ITEMS; i++) {
                                    publisher.submit(i);
                                }
                                publisher.close();
                            });
            long sum =
                    runtime.blockOn(() -> {
                        long total = 0;
                        while (stream.next().await() instanceof Integer item) {
                            total += item;
                        }
                        return total;
                    });
            assertThat(sum).isEqualTo((long) ITEMS * (ITEMS - 1) / 2);
            submitting.join();
        }
    }

    /** A stream that is left half-way ends its publisher. */
    @Test
    void aStreamLeftHalfWayCancelsItsPublisher() throws Exception {
        try (AsyncRuntime runtime = runtime(true);
                SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>()) {
            int first =
                    runtime.blockOn(() -> {
                        try (var stream = Flows.fromPublisher(publisher)) {
                            var item = stream.next();
                            Thread.ofVirtual()
                                    .start(() -> {
                                        while (publisher.getNumberOfSubscribers() == 0) {
                                            Thread.onSpinWait();
                                        }
                                        publisher.submit(7);
                                    });
                            return item.await();
                        }
                    });
            assertThat(first).isEqualTo(7);
            // It drops a cancelled subscriber at the next look.
            while (publisher.getNumberOfSubscribers() > 0) {
                Thread.onSpinWait();
            }
        }
    }
}
