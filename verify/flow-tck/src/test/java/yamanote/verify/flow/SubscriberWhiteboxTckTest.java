package yamanote.verify.flow;

import java.util.concurrent.Flow;
import org.reactivestreams.tck.SubscriberWhiteboxVerification.SubscriberPuppet;
import org.reactivestreams.tck.SubscriberWhiteboxVerification.WhiteboxSubscriberProbe;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberWhiteboxVerification;

/** Publishers as streams: the subscriber with what goes through it. */
public class SubscriberWhiteboxTckTest extends FlowSubscriberWhiteboxVerification<Integer> {
    /** With time for a slow machine. */
    public SubscriberWhiteboxTckTest() {
        super(new TestEnvironment(2_000, 100));
    }

    @Override
    protected Flow.Subscriber<Integer> createFlowSubscriber(
            WhiteboxSubscriberProbe<Integer> probe) {
        Consumer<Integer> consumer = new Consumer<>(1);
        Flow.Subscriber<Integer> subscriber = consumer.subscriber();
        return new Flow.Subscriber<>() {
            /** How many items the consumer will still take. */
            private long wanted;

            private void take() {
                while (wanted > 0 && consumer.poll()) {
                    wanted--;
                }
            }

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscriber.onSubscribe(subscription);
                probe.registerOnSubscribe(
                        new SubscriberPuppet() {
                            /** It has asked for one at the beginning, and does for each taken. */
                            @Override
                            public void triggerRequest(long elements) {
                                wanted += elements;
                                take();
                            }

                            @Override
                            public void signalCancel() {
                                consumer.cancel();
                            }
                        });
            }

            @Override
            public void onNext(Integer item) {
                subscriber.onNext(item);
                probe.registerOnNext(item);
                take();
            }

            @Override
            public void onError(Throwable failure) {
                subscriber.onError(failure);
                probe.registerOnError(failure);
            }

            @Override
            public void onComplete() {
                subscriber.onComplete();
                probe.registerOnComplete();
            }
        };
    }

    @Override
    public Integer createElement(int element) {
        return element;
    }
}
