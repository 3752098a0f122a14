package yamanote.verify.flow;

import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;

/** Publishers as streams: the subscriber, seen from outside. */
public class SubscriberBlackboxTckTest extends FlowSubscriberBlackboxVerification<Integer> {
    /** With time for a slow machine. */
    public SubscriberBlackboxTckTest() {
        super(new TestEnvironment(2_000, 100));
    }

    @Override
    public Flow.Subscriber<Integer> createFlowSubscriber() {
        return new Consumer<Integer>(4).subscriber();
    }

    @Override
    public Integer createElement(int element) {
        return element;
    }
}
